import { BlockList, isIP } from 'node:net'

/** An address, or a network such as `10.0.0.0/8`. */
interface Range {
  readonly address: string
  readonly family: 'ipv4' | 'ipv6'
  readonly prefix: number
}

const bitsOf = { ipv4: 32, ipv6: 128 } as const

/** Undefined for what is neither an address nor a network. */
function parseRange(text: string): Range | undefined {
  const [address = '', bits, ...rest] = text.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return undefined
  const family = version === 4 ? 'ipv4' : 'ipv6'
  if (bits === undefined) return { address, family, prefix: bitsOf[family] }
  const prefix = /^\d{1,3}$/.test(bits) ? Number(bits) : Infinity
  return prefix <= bitsOf[family] ? { address, family, prefix } : undefined
}

export const isAddressRange = (text: string): boolean => parseRange(text) !== undefined

/** The ranges as a list to look addresses up in. Throws a `TypeError` on what is no range. */
export function addressList(ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const text of ranges) {
    const range = parseRange(text)
    if (range === undefined) throw new TypeError(`${text} is no address and no network`)
    list.addSubnet(range.address, range.prefix, range.family)
  }
  return list
}

/** Whether the list has the address, however it is written: `::ffff:10.0.0.1` is 10.0.0.1. */
export function hasAddress(list: BlockList, address: string): boolean {
  const version = isIP(address)
  return version !== 0 && list.check(address, version === 4 ? 'ipv4' : 'ipv6')
}

/** Whether each of the ranges lies within one of the others. */
export function isWithin(ranges: readonly string[], others: readonly string[]): boolean {
  return ranges.every((text) => {
    const range = parseRange(text)
    if (range === undefined) return false
    return others.some((other) => {
      const outer = parseRange(other)
      return (
        outer !== undefined &&
        outer.family === range.family &&
        outer.prefix <= range.prefix &&
        hasAddress(addressList([other]), range.address)
      )
    })
  })
}
