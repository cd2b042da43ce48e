import { sendRaw } from './raw-http.ts'
import { vectors, type Vector } from './vectors.ts'

const atOnce = 16

/** Sends every vector, and says what was wrong with what came back. */
export async function sendVectors(port: number): Promise<string[]> {
  const faults: string[] = []
  const queue = [...vectors]
  const work = async (): Promise<void> => {
    for (let vector = queue.shift(); vector !== undefined; vector = queue.shift()) {
      faults.push(...(await send(port, vector)))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return faults
}

async function send(port: number, { name, bytes, requests = 1 }: Vector): Promise<string[]> {
  const { statuses, raw } = await sendRaw(port, bytes)
  const answers = statuses.filter((status) => status >= 200)
  const faults: string[] = []
  if (statuses.some((status) => status >= 500)) faults.push(`${name}: ${statuses.join()}`)
  // The refusal of what stands behind the last request is an answer of its own.
  if (answers.length > requests + 1 || answers.filter((status) => status < 400).length > requests) {
    faults.push(`${name}: ${answers.length} answers`)
  }
  // Nothing of /v1 is for somebody without a key, and no protocol but this one is spoken.
  if (raw.includes('"data"') || statuses.includes(101)) faults.push(`${name}: got through`)
  if (/\n\s+at |node:internal|\.[jt]s:\d/.test(raw)) faults.push(`${name}: shows the inside`)
  return faults
}
