/** Mail of the demo's people: a name that no mail can be sent to, so that nobody real has one. */
export const demoDomain = 'demo.throughline.test';

/** True for an account of the demo. Everybody knows its password: it lives only where the demo runs now. */
export const isDemoAccount = ({ email }: { email: string }): boolean => email.toLowerCase().endsWith(`@${demoDomain}`);
