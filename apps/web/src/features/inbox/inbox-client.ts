import type { DemoMail } from '@throughline/domain/demo-mail';
import type { Problem } from '../../shared/server/transport.ts';

/** What was mailed in the demo, the newest first; NOT_FOUND where this is no demo. */
export async function openMail(): Promise<{ mails: DemoMail[] } | { problem: Problem }> {
  try {
    const response = await fetch('/demo/mail', { cache: 'no-store', headers: { accept: 'application/json' } });
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    if (!response.ok || !isJson) return { problem: { code: 'NOT_FOUND', message: '' } };
    return { mails: (await response.json()) as DemoMail[] };
  } catch {
    return { problem: { code: 'NETWORK', message: '' } };
  }
}
