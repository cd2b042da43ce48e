/** Bytes of a sealed chunk: 64 KiB and a tag. */
const chunkLength = 65_536 + 16

/** Copies of an archive that each differ in one way from what was written. */
export function harmedArchives(bytes: Buffer): ReadonlyMap<string, Buffer> {
  const header = bytes.indexOf('}') + 1
  const flip = (at: number): Buffer => {
    const copy = Buffer.from(bytes)
    copy[at] = (copy[at] ?? 0) ^ 1
    return copy
  }
  const chunk = (index: number): Buffer =>
    bytes.subarray(header + index * chunkLength, header + (index + 1) * chunkLength)
  const swapped = Buffer.concat([
    bytes.subarray(0, header),
    chunk(1),
    chunk(0),
    bytes.subarray(header + 2 * chunkLength),
  ])
  return new Map([
    ['a bit of the first letters', flip(3)],
    ['a bit of the header', flip(40)],
    ['a bit of the wrapped key', flip(header - 20)],
    ['a bit of the first chunk', flip(header + 5)],
    ['a bit in the middle', flip(bytes.length >> 1)],
    ['the last bit', flip(bytes.length - 1)],
    ['two chunks swapped', swapped],
    [
      'a chunk left out',
      Buffer.concat([bytes.subarray(0, header + chunkLength), bytes.subarray(header + 2 * chunkLength)]),
    ],
    ['cut after a chunk', bytes.subarray(0, header + 2 * chunkLength)],
    ['cut in the middle', bytes.subarray(0, bytes.length >> 1)],
    ['a byte added', Buffer.concat([bytes, Buffer.of(0)])],
  ])
}
