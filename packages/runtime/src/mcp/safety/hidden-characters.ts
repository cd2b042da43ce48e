/*
 * What a person does not see and a model reads. Sources: Unicode UTS 39 and UAX 31 on default ignorables; Trojan Source
 * (CVE-2021-42574) for bidirectional controls; "ASCII smuggling" with tag characters U+E0000-E007F; Trail of Bits,
 * "Deceiving users with ANSI terminal codes in MCP" (2025).
 */

const pictograph = String.raw`\p{Extended_Pictographic}[\u{1f3fb}-\u{1f3ff}]?\ufe0f?`

// Signs that are written with characters that show nothing by themselves: families and professions, the flags of
// England, Scotland and Wales, keycaps, forms of Han characters, joiners of Arabic and Indic letters.
const ordinary = new RegExp(
  [
    String.raw`\u{1f3f4}\u{e0067}\u{e0062}(?:\u{e0065}\u{e006e}\u{e0067}|\u{e0073}\u{e0063}\u{e0074}|\u{e0077}\u{e006c}\u{e0073})\u{e007f}`,
    `${pictograph}(?:\\u200d(?:${pictograph}|[♀♂⚕⚖✈]\\ufe0f?))*`,
    String.raw`[0-9#*]\ufe0f\u20e3`,
    String.raw`\p{Script=Han}[\ufe00-\ufe02\u{e0100}-\u{e01ef}]`,
    String.raw`(?<=[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Oriya}\p{Script=Sinhala}\p{Script=Tamil}\p{Script=Telugu}\p{M}])[\u200c\u200d]`,
  ].join('|'),
  'gu',
)

/** The text without the invisible characters that belong to some sign that is seen. */
export const withoutOrdinary = (text: string): string => text.replace(ordinary, '')

/** Characters that show nothing, of any kind: none of them has a place in a definition. */
export const invisible = /[\p{Default_Ignorable_Code_Point}\p{Co}\p{Cs}\u2028\u2029\ufff9-\ufffb]/u

/** Text in tag characters, which models read as ASCII. */
const tags = /[\u{e0000}-\u{e007f}]/u
/** What hides a text bit by bit, or pads it: many characters in a row that show nothing. */
const invisibleRun = /[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]{4,}/u
/** What splits a word, so that it is not found: `ig` and `nore` with something invisible between. */
const split = /[A-Za-z][\u200b-\u200d\u2060-\u2064\ufeff]+[A-Za-z]/
const overrides = /[\u202d\u202e]/
const directions = /[\u202a-\u202c\u2066-\u2069]/
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/**
 * Whether invisible characters of a text are there to deceive. Of what people write, soft hyphens, stray zero-width
 * spaces and directions in Arabic or Hebrew are let be.
 */
export function isSmuggling(text: string): boolean {
  const rest = withoutOrdinary(text)
  return (
    tags.test(rest) ||
    invisibleRun.test(rest) ||
    split.test(rest) ||
    overrides.test(rest) ||
    (directions.test(rest) && !rightToLeft.test(rest))
  )
}

/** Begins a sequence that terminals obey: ESC with what follows it, or the one-character form of `ESC [`. */
// oxlint-disable-next-line no-control-regex
export const terminalSequence = /\u001b[ -~]|\u009b/

/** Controls other than tabulators and ends of lines. */
// oxlint-disable-next-line no-control-regex
export const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/
