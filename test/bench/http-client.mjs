// The lightest client that Node has: client and servers share the machine's cores.
import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: 64 });
let visitor = 0;

/** One address for each request, as behind a balancer: the product limits how much one address may ask. */
function anyAddress() {
  visitor = (visitor + 1) % 0xffffff;
  return `10.${visitor >> 16}.${(visitor >> 8) & 255}.${visitor & 255}`;
}

/** Posts JSON; resolves with the body as a Buffer. Rejects for anything but 200. */
export function post(url, headers, body) {
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'x-forwarded-for': anyAddress(),
          ...headers,
        },
      },
      (answer) => {
        const chunks = [];
        answer.on('data', (chunk) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const content = Buffer.concat(chunks);
          if (answer.statusCode === 200) resolve(content);
          else reject(new Error(`${url} answered ${answer.statusCode}: ${content.toString().slice(0, 300)}`));
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

const failed = Buffer.from('"errors":[');

/** Posts a GraphQL operation that must succeed; the answer stays unread bytes. */
export async function graphql(url, headers, body) {
  const content = await post(url, headers, body);
  if (content.subarray(0, 200).includes(failed) || content.subarray(-2000).includes(failed))
    throw new Error(`${url}: ${content.toString().slice(0, 500)}`);
  return content;
}
