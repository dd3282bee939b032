import type { MemberRole } from '@throughline/domain/vocabulary';

/** One person of the demo, with what it takes to sign in as them. */
export interface DemoPerson {
  name: string;
  role: MemberRole;
  organization: string | null;
  email: string;
  password: string;
  partnership: string;
}

/** The demo's people by partnership, in the server's order; nothing outside the demo. */
export async function demoPeople(fetcher: typeof fetch = fetch): Promise<Map<string, DemoPerson[]>> {
  const response = await fetcher('/demo/people', { headers: { accept: 'application/json' } });
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  if (!response.ok || !isJson) return new Map();
  return Map.groupBy((await response.json()) as DemoPerson[], ({ partnership }) => partnership);
}
