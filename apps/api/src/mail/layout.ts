import type { Letter } from './letter.ts';

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);

const font = "font-family:system-ui,-apple-system,'Segoe UI',sans-serif;font-size:16px;line-height:1.5;color:#1f2933";
const button =
  'display:inline-block;padding:12px 20px;border-radius:6px;background:#0b5d5e;color:#ffffff;text-decoration:none;font-weight:600';

/** A letter as plain text: the sentences, the entries, and the link on a line of its own. */
export function letterAsText({ text }: Letter): string {
  const entries = (text.entries ?? []).map((entry) => `- ${entry.text}${entry.url ? `\n  ${entry.url}` : ''}`);
  const blocks = [
    ...text.paragraphs,
    ...(entries.length > 0 ? [entries.join('\n')] : []),
    ...(text.link ? [`${text.link.label}:\n${text.link.url}`] : []),
    `--\n${text.footer.join('\n')}`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** The same letter as HTML that needs no image, style sheet or script, and can be read in the dark. */
export function letterAsHtml({ text, language }: Letter): string {
  const paragraphs = text.paragraphs.map((paragraph) => `<p style="margin:0 0 16px">${escapeHtml(paragraph)}</p>`);
  const entries = (text.entries ?? []).map((entry) => {
    const shown = escapeHtml(entry.text);
    return `<li style="margin:0 0 8px">${entry.url ? `<a href="${escapeHtml(entry.url)}" style="color:#0b5d5e">${shown}</a>` : shown}</li>`;
  });
  const list = entries.length > 0 ? `<ul style="margin:0 0 16px;padding-left:20px">${entries.join('')}</ul>` : '';
  const link = text.link
    ? `<p style="margin:24px 0"><a href="${escapeHtml(text.link.url)}" style="${button}">${escapeHtml(text.link.label)}</a></p>`
    : '';
  const footer = text.footer.map(escapeHtml).join('<br>');
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escapeHtml(text.subject)}</title></head><body style="margin:0;padding:24px;background:#ffffff;${font}"><div style="max-width:560px;margin:0 auto">${paragraphs.join('')}${list}${link}<p style="margin:32px 0 0;font-size:13px;color:#52606d">${footer}</p></div></body></html>`;
}
