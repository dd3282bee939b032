/** Longest name that is taken over. */
const mostOfName = 200;

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** A name without the folders and signs that no file is called by. */
const plain = (name: string): string =>
  (name.split(/[/\\]/).at(-1) ?? '')
    // oxlint-disable-next-line no-control-regex -- they are what is taken out
    .replace(/[\u0000-\u001f\u007f"<>|:*?]/g, '')
    .trim()
    .slice(-mostOfName);

/** What a fetched file is called: as its answer says, else as its address ends; '' where neither does. */
export function fetchedName(disposition: string | undefined, address: string): string {
  const [, extended] = /filename\*\s*=\s*utf-8''([^;\s]+)/i.exec(disposition ?? '') ?? [];
  const [, quoted, bare] = /filename\s*=\s*(?:"([^"]*)"|([^;\s]+))/i.exec(disposition ?? '') ?? [];
  const { pathname } = new URL(address);
  const found = [extended && decode(extended), quoted, bare, decode(pathname)].map((name) => plain(name ?? ''));
  return found.find((name) => name !== '') ?? '';
}
