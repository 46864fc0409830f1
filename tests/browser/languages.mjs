// The rules with other languages than they have: their texts under another language's name.

const HEADER = 14;
const TEXTS_HEADER = 22;
const MASK = (1n << 64n) - 1n;

/** FNV-1a over 64 bits, as the engine's fingerprints are made. */
export function fingerprint(bytes) {
  let hash = 0xcbf29ce484222325n;
  for (const byte of bytes) hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & MASK;
  const out = Buffer.alloc(8);
  out.writeBigUInt64LE(hash);
  return out;
}

/** A short text as the format writes it: its length, then its bytes. */
const text = (words) => Buffer.concat([Buffer.from([Buffer.byteLength(words)]), Buffer.from(words)]);

/** The rules with these languages in the place of their own. */
function rules(bytes, languages) {
  const data = bytes.subarray(HEADER);
  const version = 1 + data[0];
  const start = version + 1 + data[version];
  let end = start + 1;
  for (let language = 0; language < data[start]; language++) end += 1 + data[end];
  const list = Buffer.concat([Buffer.from([languages.length]), ...languages.map(text)]);
  const changed = Buffer.concat([data.subarray(0, start), list, data.subarray(end)]);
  return Buffer.concat([bytes.subarray(0, 6), fingerprint(changed), changed]);
}

/** Texts in the name of another language, that belong to these rules. */
function texts(bytes, language, pack) {
  const data = bytes.subarray(TEXTS_HEADER);
  const changed = Buffer.concat([text(language), data.subarray(1 + data[0])]);
  return Buffer.concat([bytes.subarray(0, 6), pack.subarray(6, HEADER), fingerprint(changed), changed]);
}

/** Serves the rules as if they had these languages. */
export async function speak(page, languages) {
  const fetched = async (route, path) => {
    const response = await route.fetch({ url: new URL(path, route.request().url()).href });
    return Buffer.from(await response.body());
  };
  const pack = async (route) => rules(await fetched(route, "beijing.pack"), languages);
  const answer = (route, body) => route.fulfill({ status: 200, contentType: "application/octet-stream", body });
  await page.route("**/pack/beijing.pack", async (route) => answer(route, await pack(route)));
  await page.route("**/pack/*.texts", async (route) => {
    const [, language, first] = route.request().url().match(/beijing\.([^.]+)\.(first\.)?texts$/);
    const own = await fetched(route, `beijing.zh-Hans.${first ?? ""}texts`);
    await answer(route, texts(own, language, await pack(route)));
  });
}
