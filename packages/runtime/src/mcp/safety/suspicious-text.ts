import { controls, invisible, terminalSequence, withoutOrdinary } from './hidden-characters.ts'
import { phraseRules, type PhraseRule } from './phrase-rules.ts'
import { roleTag, speaker } from './role-tags.ts'

/** What is wrong with a text that agents are to be shown. */
export type SuspicionRule =
  | PhraseRule['id']
  | 'hidden_characters'
  | 'terminal_sequence'
  | 'disguised_letters'
  | 'encoded_text'
  | 'role_tag'
  | 'hidden_markup'
  | 'other_tool'
  | 'excessive_length'

/** Characters; four times the longest of what our connectors say (CyberArk and others pad a text until nobody reads it). */
export const longestText = 4_000

const blank = /[\p{Zs}\t]{30,}|(?:\n[\p{Zs}\t]*){8,}/u
const markup =
  /<!--|-->|\[\/\/\]:\s*#|<\s*(?:script|iframe|img|style|object|embed|svg|meta|link|base)\b|display\s*:\s*none|font-size\s*:\s*0|visibility\s*:\s*hidden/i
const escapedTerminal = /\\(?:x1b|u001b|u\{1b\}|033|e)\[/i
const escapes = /(?:&#x?[0-9a-f]{2,6};){3}|(?:\\x[0-9a-f]{2}){4}|(?:\\u[0-9a-f]{4}){4}|(?:%[0-9a-f]{2}){6}/i
const spacedLetters = /(?:\b[a-z][ .·_-]){6}/i
const blob = /[A-Za-z0-9+/]{40,}={0,2}|[A-Za-z0-9_-]{60,}/g
const otherAlphabet = /[\u{1d400}-\u{1d7ff}\uff21-\uff3a\uff41-\uff5a\u{1f130}-\u{1f189}]/u
const word = /\p{L}{3,}/gu
const latin = /\p{Script=Latin}/u
const lookalike = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Cherokee}\p{Script=Armenian}]/u
const foreignTool =
  /\bmcp__\w+|\b(?:read_file|write_file|edit_file|read_text_file|list_directory|execute_command|run_terminal_cmd|run_shell_command)\b/i

/** What is wrong with a text; nothing with nearly every text. */
export function suspicionsOf(text: string): readonly SuspicionRule[] {
  const found = new Set<SuspicionRule>()
  const head = text.slice(0, longestText)
  if (text.length > longestText || blank.test(head)) found.add('excessive_length')
  if (invisible.test(withoutOrdinary(head)) || controls.test(head)) found.add('hidden_characters')
  if (terminalSequence.test(head) || escapedTerminal.test(head)) found.add('terminal_sequence')
  if (otherAlphabet.test(head) || hasMixedWord(head)) found.add('disguised_letters')
  if (escapes.test(head) || spacedLetters.test(head) || hasBlob(head)) found.add('encoded_text')
  if (markup.test(head)) found.add('hidden_markup')

  const plain = plainText(head)
  if (roleTag.test(plain) || speaker.test(plain)) found.add('role_tag')
  const sentence = plain.replaceAll(/\s+/g, ' ')
  for (const { id, patterns } of phraseRules) {
    if (patterns.some((one) => one.test(sentence))) found.add(id)
  }
  if (foreignTool.test(sentence)) found.add('other_tool')
  return [...found].toSorted()
}

/** The text as a model takes it. */
const plainText = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[\p{Default_Ignorable_Code_Point}]/gu, '')
    .replaceAll(/[‘’]/g, "'")

const hasMixedWord = (text: string): boolean =>
  (text.match(word) ?? []).some((one) => latin.test(one) && lookalike.test(one))

/** Base64 and the like: long, of both cases and with digits. Names of constants and of operations are not. */
const hasBlob = (text: string): boolean =>
  (text.match(blob) ?? []).some((one) => /[a-z]/.test(one) && /[A-Z]/.test(one) && /\d/.test(one)) ||
  /\b[0-9a-f]{48,}\b/i.test(text)

/** What may be names of tools in a text. */
export const toolNames = (text: string): readonly string[] =>
  text.includes('_') ? (text.match(/\b[A-Za-z][A-Za-z0-9]*_\w+\b/g) ?? []) : []
