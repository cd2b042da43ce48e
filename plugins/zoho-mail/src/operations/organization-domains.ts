import { defineOperation, Type, type Static } from '@patchbay/contract'
import { factsOf, organizationOf, rowsOf } from '../mail/organization.ts'
import { scope } from '../scopes.ts'
import { vendor } from '../vendor.ts'
import { ask } from '../wire/ask.ts'
import { Id } from '../wire/id.ts'
import { isObject } from '../wire/is-object.ts'
import { unknownText } from '../wire/scalars.ts'

const Anything = Type.Unknown()

const Verdict = Type.Union([Type.Boolean(), Type.Null()])

const DomainRecord = Type.Object({
  name: Type.String(),
  isPrimary: Type.Boolean(),
  isAlias: Type.Boolean(),
  isVerified: Verdict,
  isHosted: Type.Boolean({ description: 'Whether Zoho takes mail for it.' }),
  mx: Verdict,
  spf: Verdict,
  cnameCode: Type.Union([Type.String(), Type.Null()], {
    description: 'For the proof of ownership by CNAME.',
  }),
  dkim: Type.Array(
    Type.Object({
      id: Type.String(),
      selector: Type.String(),
      record: Type.String({ description: 'The value of its TXT record.' }),
      isDefault: Type.Boolean(),
      isVerified: Type.Boolean(),
    }),
  ),
})

/** Zoho says yes in several words. */
const verdict = (value: unknown): boolean | null => {
  if (typeof value === 'boolean') return value
  return typeof value === 'string' && value !== '' ? /^(?:true|verified|1)$/i.test(value) : null
}

function domainOf(row: Readonly<Record<string, unknown>>): Static<typeof DomainRecord> {
  const keys: unknown[] = Array.isArray(row['dkimDetailList']) ? row['dkimDetailList'] : []
  return {
    name: unknownText(row['domainName']),
    isPrimary: verdict(row['primary']) === true,
    isAlias: verdict(row['isDomainAlias']) === true,
    isVerified: verdict(row['verificationStatus']),
    isHosted: verdict(row['mailHostingEnabled']) === true,
    mx: verdict(row['mxstatus']),
    spf: verdict(row['spfstatus']),
    cnameCode: unknownText(row['CNAMEVerificationCode']) || null,
    dkim: keys.filter(isObject).map((key) => ({
      id: unknownText(key['dkimId']),
      selector: unknownText(key['selector']),
      record: unknownText(key['publicKey']),
      isDefault: verdict(key['isDefault']) === true,
      isVerified: verdict(key['isVerified']) === true,
    })),
  }
}

const domainField = {
  domain: Type.String({
    pattern: String.raw`^[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$`,
    maxLength: 253,
    description: 'The name of the domain, as organization-domains.list shows it.',
  }),
}

const experimental = { stability: 'experimental' } as const
const scopes = [scope('organization.domains', 'UPDATE')]

const fernhill = {
  name: 'fernhill.example',
  isPrimary: true,
  isAlias: false,
  isVerified: true,
  isHosted: true,
  mx: true,
  spf: true,
  cnameCode: 'zb48452140',
  dkim: [
    {
      id: '4845214000000020011',
      selector: 'zmail',
      record: 'v=DKIM1; k=rsa; p=MIGfMA0GCSq',
      isDefault: true,
      isVerified: true,
    },
  ],
}

const shop = {
  name: 'fernhill-shop.example',
  isPrimary: false,
  isAlias: false,
  isVerified: false,
  isHosted: false,
  mx: false,
  spf: false,
  cnameCode: 'zb99482140',
  dkim: [],
}

export const list = defineOperation(vendor, {
  ...experimental,
  title: 'List domains of the organization',
  description: 'The domains, and whether ownership, MX, SPF and DKIM are in order. For administrators.',
  effect: 'read',
  scopes: [scope('organization.domains', 'READ')],
  input: Type.Object({}),
  output: Type.Object({ items: Type.Array(DomainRecord) }),
  cache: { ttl: '5m' },
  examples: [{ title: 'All domains', input: {}, output: { items: [fernhill, shop] } }],
  async run(context) {
    const path = `${await organizationOf(context)}/domains`
    return { items: rowsOf(await ask(context.http, { method: 'GET', path }, Anything)).map(domainOf) }
  },
})

export const get = defineOperation(vendor, {
  ...experimental,
  title: 'Get a domain of the organization',
  description: 'One domain, with its DKIM keys and what proves its ownership.',
  effect: 'read',
  scopes: [scope('organization.domains', 'READ')],
  input: Type.Object(domainField),
  output: DomainRecord,
  cache: { ttl: '5m' },
  examples: [{ title: 'A domain', input: { domain: fernhill.name }, output: fernhill }],
  async run(context) {
    const path = `${await organizationOf(context)}/domains/${context.input.domain}`
    const data = await ask(context.http, { method: 'GET', path }, Anything)
    return domainOf(isObject(data) ? data : (rowsOf(data)[0] ?? {}))
  },
})

const Checked = Type.Object({
  isVerified: Verdict,
  message: Type.Union([Type.String(), Type.Null()], { description: 'What Zoho says about it.' }),
})

/** A success only says that Zoho has looked; what it has found stands in the data. */
function checkedOf(data: unknown): Static<typeof Checked> {
  const facts = factsOf(data)
  const found = facts['status'] ?? facts['mxstatus'] ?? facts['spfstatus'] ?? facts['dkimstatus']
  return { isVerified: verdict(found), message: unknownText(facts['message'] ?? facts['error']) || null }
}

const checks = {
  ownership_by_txt: 'verifyDomainByTXT',
  ownership_by_cname: 'verifyDomainByCName',
  ownership_by_html: 'verifyDomainByHTML',
  mx: 'verifyMxRecord',
  // Its capital is Zoho's.
  spf: 'VerifySpfRecord',
} as const

type Check = keyof typeof checks

export const verify = defineOperation(vendor, {
  ...experimental,
  title: 'Let Zoho look at the records of a domain',
  description:
    'Lets Zoho look in the DNS whether the ownership of a domain is proved, or its MX or SPF is in order. That this succeeds ' +
    'does not mean that they are: see `isVerified`.',
  effect: 'idempotent',
  scopes,
  input: Type.Object({
    ...domainField,
    check: Type.Union(
      (Object.keys(checks) as Check[]).map((name) => Type.Literal(name)),
      { description: 'What to look at.' },
    ),
  }),
  output: Checked,
  examples: [
    {
      title: 'Not there yet',
      input: { domain: shop.name, check: 'ownership_by_txt' },
      output: { isVerified: false, message: 'The TXT record was not found' },
    },
  ],
  async run(context) {
    const { domain, check } = context.input
    const path = `${await organizationOf(context)}/domains/${domain}`
    return checkedOf(
      await ask(context.http, { method: 'PUT', path, json: { mode: checks[check] } }, Anything),
    )
  },
})

export const addDkim = defineOperation(vendor, {
  ...experimental,
  title: 'Add a DKIM key to a domain',
  description:
    'Makes a key with which mail of the domain is signed. Put its record into the DNS (organization-domains.get shows it), ' +
    'then call organization-domains.verify_dkim.',
  effect: 'write',
  scopes,
  input: Type.Object({
    ...domainField,
    selector: Type.String({
      pattern: '^[A-Za-z0-9-]{1,63}$',
      description: 'Its name in the DNS, such as zmail.',
    }),
  }),
  output: Type.Object({ domain: Type.String(), selector: Type.String() }),
  examples: [
    {
      title: 'A key',
      input: { domain: shop.name, selector: 'zmail' },
      output: { domain: shop.name, selector: 'zmail' },
    },
  ],
  async run(context) {
    const { domain, selector } = context.input
    const path = `${await organizationOf(context)}/domains/${domain}`
    const json = { mode: 'addDkimDetail', selector, hashType: 'sha256' }
    await ask(context.http, { method: 'PUT', path, json }, Anything)
    return { domain, selector }
  },
})

export const verifyDkim = defineOperation(vendor, {
  ...experimental,
  title: 'Let Zoho look at a DKIM key',
  description: 'Lets Zoho look in the DNS whether the record of a DKIM key is there: see `isVerified`.',
  effect: 'idempotent',
  scopes,
  input: Type.Object({ ...domainField, dkimId: Id('The key, as organization-domains.get shows it.') }),
  output: Checked,
  examples: [
    {
      title: 'In order',
      input: { domain: fernhill.name, dkimId: '4845214000000020011' },
      output: { isVerified: true, message: null },
    },
  ],
  async run(context) {
    const { domain, dkimId } = context.input
    const path = `${await organizationOf(context)}/domains/${domain}`
    return checkedOf(
      await ask(context.http, { method: 'PUT', path, json: { mode: 'verifyDkimKey', dkimId } }, Anything),
    )
  },
})
