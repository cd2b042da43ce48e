import { readFileSync } from 'node:fs'
import type { DiscoveryDocument } from '@patchbay/google/emulator'

const read = (name: string): DiscoveryDocument =>
  JSON.parse(
    readFileSync(new URL(`../../assets/discovery/${name}.json`, import.meta.url), 'utf8'),
  ) as DiscoveryDocument

/** What requests are checked against: Google's discovery documents without their descriptions. */
export const documents: readonly DiscoveryDocument[] = [
  read('searchconsole.v1'),
  read('siteVerification.v1'),
  read('indexing.v3'),
]
