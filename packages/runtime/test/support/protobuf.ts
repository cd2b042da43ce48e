/** The fields of a message in the wire format of Protocol Buffers, by number; numbers of 64 bits as such. */
export type Fields = ReadonlyMap<number, readonly FieldValue[]>
type FieldValue = Uint8Array | bigint

/** Reads one message. Throws on a kind of field that OTLP does not have. */
export function readMessage(bytes: Uint8Array): Fields {
  const fields = new Map<number, FieldValue[]>()
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  const varint = (): bigint => {
    let value = 0n
    for (let shift = 0n; ; shift += 7n) {
      const byte = view.getUint8(at)
      at += 1
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return value
    }
  }
  const valueOf = (kind: number): FieldValue => {
    if (kind === 0) return varint()
    if (kind === 1) return view.getBigUint64((at += 8) - 8, true)
    if (kind === 5) return BigInt(view.getUint32((at += 4) - 4, true))
    if (kind !== 2) throw new TypeError(`no field of kind ${kind} is expected`)
    const length = Number(varint())
    return bytes.subarray(at, (at += length))
  }
  while (at < bytes.length) {
    const key = Number(varint())
    const values = fields.get(key >> 3) ?? []
    values.push(valueOf(key & 7))
    fields.set(key >> 3, values)
  }
  return fields
}

const bytesIn = (fields: Fields, number: number): Uint8Array[] =>
  (fields.get(number) ?? []).filter((value) => value instanceof Uint8Array)

export const messagesIn = (fields: Fields, number: number): Fields[] =>
  bytesIn(fields, number).map(readMessage)

export const textIn = (fields: Fields, number: number): string =>
  Buffer.from(bytesIn(fields, number)[0] ?? []).toString('utf8')

export const hexIn = (fields: Fields, number: number): string =>
  Buffer.from(bytesIn(fields, number)[0] ?? []).toString('hex')

export const numberIn = (fields: Fields, number: number): bigint => {
  const [value] = fields.get(number) ?? []
  return typeof value === 'bigint' ? value : 0n
}

export const doubleOf = (bits: bigint): number => {
  const view = new DataView(new ArrayBuffer(8))
  view.setBigUint64(0, bits)
  return view.getFloat64(0)
}
