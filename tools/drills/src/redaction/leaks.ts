const mostLevels = 4

/**
 * Whether a text gives a secret away, by reading the text in every way that a finder would: escapes of JSON and URLs
 * level by level, and whatever could be base64 or hex. It shares no code with what it judges.
 */
export function givesAway(text: string, secret: string): boolean {
  const wanted = worthwhileParts(secret)
  return readings(text).some((reading) => wanted.some((part) => reading.includes(part)))
}

/** The whole, and of several lines or of a key file each line that is worth something by itself. */
function worthwhileParts(secret: string): string[] {
  const lines = secret.split(/\\n|\r?\n/).filter((line) => line.length >= 24 && !line.includes('-----'))
  const inLatin = Buffer.from(secret).toString('latin1')
  const isDocument = secret.startsWith('{')
  return [...new Set([secret, secret.trim(), inLatin, ...(isDocument ? lines.slice(1, -1) : lines)])]
}

function readings(text: string): string[] {
  const levels = [text]
  for (const unescape of [
    unescapeJson,
    unescapePercent,
    (one: string) => unescapePercent(unescapeJson(one)),
    (one: string) => unescapeJson(unescapePercent(one)),
  ]) {
    let level = text
    for (let count = 0; count < mostLevels; count += 1) {
      const next = unescape(level)
      if (next === level) break
      level = next
      levels.push(level)
    }
  }
  return levels.flatMap((level) => [level, ...decoded(level)])
}

const controls: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

const unescapeJson = (text: string): string =>
  text.replaceAll(/\\(?:u([0-9a-f]{4})|(["\\/bfnrt]))/gi, (_all, code: string | undefined, letter: string) =>
    code === undefined ? (controls[letter] ?? letter) : String.fromCharCode(Number.parseInt(code, 16)),
  )

const unescapePercent = (text: string): string =>
  text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (run) =>
    Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'),
  )

function* decoded(text: string): Generator<string> {
  for (const [run] of text.matchAll(/[\w+/-]{8,}/g)) {
    for (let start = 0; start < 4; start += 1) yield Buffer.from(run.slice(start), 'base64').toString('utf8')
  }
  for (const [run] of text.matchAll(/[0-9a-f]{12,}/gi)) {
    for (let start = 0; start < 2; start += 1) yield Buffer.from(run.slice(start), 'hex').toString('utf8')
  }
}
