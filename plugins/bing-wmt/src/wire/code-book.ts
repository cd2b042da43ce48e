import { Type, type TSchema } from '@patchbay/contract'

/** The names of one of Bing's enumerations, which it writes as numbers. */
export interface CodeBook<Name extends string> {
  /** What callers may send. */
  readonly names: readonly Name[]
  /** `unknown` where Bing sends a number that it does not document. */
  nameOf(code: number): Name | 'unknown'
  codeOf(name: Name): number
}

export function codeBook<Name extends string>(codes: Readonly<Record<Name, number>>): CodeBook<Name> {
  const names = Object.keys(codes) as Name[]
  const byCode = new Map(names.map((name) => [codes[name], name]))
  return {
    names,
    nameOf: (code) => byCode.get(code) ?? 'unknown',
    codeOf: (name) => codes[name],
  }
}

/** The schema of a name that is sent to Bing. */
export function Named<Name extends string>(
  { names }: CodeBook<Name>,
  options: { readonly description: string; readonly default?: NoInfer<Name> },
) {
  return Type.Unsafe<Name>({ type: 'string', enum: [...names], ...options })
}

/** The schema of a name that came from Bing. */
export function NamedOrUnknown<Name extends string>({ names }: CodeBook<Name>, description: string) {
  return Type.Unsafe<Name | 'unknown'>({ type: 'string', enum: [...names, 'unknown'], description })
}

/** Adds up the flags that are chosen. */
export function flagsOf<Name extends string>(book: CodeBook<Name>, chosen: readonly Name[]): number {
  return chosen.reduce((flags, name) => flags | book.codeOf(name), 0)
}

/** The names of the flags that are set; those without a name are left out. */
export function namesOfFlags<Name extends string>(book: CodeBook<Name>, flags: number): Name[] {
  return book.names.filter((name) => (flags & book.codeOf(name)) !== 0)
}

/** The schema of a list of names. */
export function ListOfNames<Name extends string>(
  { names }: CodeBook<Name>,
  description: string,
): TSchema & {
  static: Name[]
} {
  return Type.Unsafe<Name[]>({
    type: 'array',
    items: { type: 'string', enum: [...names] },
    uniqueItems: true,
    description,
  })
}
