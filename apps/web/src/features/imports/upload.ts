import type { Refusal } from '@throughline/domain/refusals/refusal';
import { sniff, sniffedBytes } from '@throughline/source-files/text/sniff';
import { v7 as uuid } from 'uuid';
import { problemOfErrors, type Problem } from '../../shared/server/transport.ts';

interface UploadOptions {
  partnershipId: string;
  file: File;
  /** The same for files that come together. */
  batch?: string;
  /** The source that it is the newest file of. */
  source?: string;
  /** Told the share that has gone out, from 0 to 1. */
  onProgress(share: number): void;
}

/** What only the server can open. */
const forServer: readonly string[] = ['FILE_EXCEL', 'FILE_ZIP'];

/** Why a file is no table, told before anything is sent; null when it may be one. The server looks again at all of it. */
export async function refusalBefore(file: File): Promise<Refusal | null> {
  const head = new Uint8Array(await file.slice(0, sniffedBytes).arrayBuffer());
  const seen = sniff(head, file.size <= sniffedBytes);
  return seen.ok || forServer.includes(seen.refusal.code) ? null : seen.refusal;
}

/** Sends a file that may be a table, and answers the id of its import, or the problem; what is none is not sent. */
export async function takeFile(options: UploadOptions): Promise<{ id: string } | { problem: Problem }> {
  const refusal = await refusalBefore(options.file);
  if (!refusal) return uploadFile(options);
  return { problem: { code: 'INVALID', message: '', fields: { file: { ...refusal, message: '' } } } };
}

/** Sends a file and answers the id of its import, or the problem. XMLHttpRequest, as fetch tells no progress. */
export function uploadFile({
  partnershipId,
  file,
  batch,
  source,
  onProgress,
}: UploadOptions): Promise<{ id: string } | { problem: Problem }> {
  const query = new URLSearchParams({
    partnership: partnershipId,
    id: uuid(),
    name: file.name,
    ...(batch && { batch }),
    ...(source && { source }),
  });
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/imports?${query.toString()}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('x-partnership', partnershipId);
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0));
    const away = () => resolve({ problem: { code: 'NETWORK', message: '' } });
    request.addEventListener('error', away);
    request.addEventListener('abort', away);
    request.addEventListener('load', () => resolve(answerOf(request)));
    request.send(file);
  });
}

function answerOf(request: XMLHttpRequest): { id: string } | { problem: Problem } {
  try {
    const body = JSON.parse(request.responseText) as Record<string, unknown>;
    if (request.status === 201 && typeof body['id'] === 'string') return { id: body['id'] };
    return { problem: problemOfErrors([{ message: String(body['message'] ?? ''), extensions: body }]) };
  } catch {
    return { problem: { code: 'UNKNOWN', message: `HTTP ${request.status}` } };
  }
}
