/** Injects the {@link Settings} that were read at start. */
export const SETTINGS = Symbol('settings');
