const domain = 'forgotten.invalid';

/** How somebody is called whose name was forgotten: the same in every language, and still told apart from others. */
export const forgottenName = (memberId: string): string => `N. N. (${memberId.slice(-6)})`;

/** What stands in the place of their address; no mail can be sent to it. */
export const forgottenEmail = (memberId: string): string => `${memberId}@${domain}`;

/** Whether a membership's address was forgotten. */
export const isForgotten = (email: string | null): boolean => email?.endsWith(`@${domain}`) ?? false;
