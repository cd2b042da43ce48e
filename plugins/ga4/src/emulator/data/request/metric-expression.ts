import { invalid } from '../refusal.ts'

/** A function of the values that the fields of an expression have. */
export type Evaluate = (value: (name: string) => number) => number

interface Parsed {
  readonly names: readonly string[]
  readonly evaluate: Evaluate
}

/** Reads an arithmetic expression on metrics, such as `eventCount/(activeUsers+1)`. */
export function parseExpression(text: string): Parsed {
  const tokens = text.match(/[A-Za-z][\w:]*|\d+(?:\.\d+)?|[-+*/()]|\S/g) ?? []
  const names: string[] = []
  let at = 0
  const fail = () => invalid(`The metric expression "${text}" cannot be read.`)

  const sum = (): Evaluate => {
    let left = product()
    while (tokens[at] === '+' || tokens[at] === '-') {
      const sign = tokens[at++] === '+' ? 1 : -1
      const [first, second] = [left, product()]
      left = (value) => first(value) + sign * second(value)
    }
    return left
  }
  const product = (): Evaluate => {
    let left = atom()
    while (tokens[at] === '*' || tokens[at] === '/') {
      const isProduct = tokens[at++] === '*'
      const [first, second] = [left, atom()]
      left = (value) => (isProduct ? first(value) * second(value) : divide(first(value), second(value)))
    }
    return left
  }
  const atom = (): Evaluate => {
    const token = tokens[at++]
    if (token === undefined) throw fail()
    if (token === '-') {
      const inner = atom()
      return (value) => -inner(value)
    }
    if (token === '(') {
      const inner = sum()
      if (tokens[at++] !== ')') throw fail()
      return inner
    }
    if (/^\d/.test(token)) return () => Number(token)
    if (!/^[A-Za-z]/.test(token)) throw fail()
    names.push(token)
    return (value) => value(token)
  }

  const evaluate = sum()
  if (at < tokens.length) throw fail()
  return { names, evaluate }
}

const divide = (one: number, other: number): number => (other === 0 ? 0 : one / other)
