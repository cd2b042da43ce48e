import { BlockList, isIP } from 'node:net'

// IANA's special-purpose registry (RFC 6890 and what followed), beside which 168.63.129.16 is public by its number
// only: inside of Azure it is the host's own control service.
const closedV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '168.63.129.16/32',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
] as const

// Of the one block that unicast addresses are given out from: protocol assignments with Teredo, documentation, 6to4.
const openV6 = '2000::/3'
const closedV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20'] as const

// IPv4 behind a NAT64 (RFC 6052), which is how a network without IPv4 reaches most vendors.
const translated = '64:ff9b::'

const listOf = (family: 'ipv4' | 'ipv6', subnets: readonly string[]): BlockList => {
  const list = new BlockList()
  for (const subnet of subnets) {
    const [network = '', prefix] = subnet.split('/')
    list.addSubnet(network, Number(prefix), family)
  }
  return list
}

const translatedSubnet = (subnet: string): string => {
  const [network = '', prefix] = subnet.split('/')
  return `${translated}${network}/${96 + Number(prefix)}`
}

const closed = listOf('ipv4', closedV4)
const open = listOf('ipv6', [openV6, `${translated}/96`])
const closedInOpen = listOf('ipv6', [...closedV6, ...closedV4.map(translatedSubnet)])

/**
 * Whether an address is one of the open internet. IPv4 is open but for what is set aside, IPv6 is closed but for
 * what is given out; an IPv4 address in the clothes of IPv6 is what it stands for or is refused. Anything that is
 * no plain address, such as one with a zone, is not public.
 */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !closed.check(address, 'ipv4')
    case 6:
      return !address.includes('%') && open.check(address, 'ipv6') && !closedInOpen.check(address, 'ipv6')
    default:
      return false
  }
}
