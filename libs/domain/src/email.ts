const pattern = /^(?!\.)(?!.*\.\.)[\w'+\-.]*[\w+-]@(?:[a-z0-9][a-z0-9-]*\.)+[a-z]{2,}$/i;
/** More than any mail server takes (RFC 5321). */
const longest = 254;

/** True for what an e-mail can be sent to. */
export const isEmail = (text: string): boolean => text.length <= longest && pattern.test(text);
