import type { EmulatorAnswer } from '@patchbay/contract/emulator'
import { created, data, done, failure, invalid, refused } from '../answers.ts'
import { route, text, texts, withBody, type Call, type Route } from '../router.ts'
import { nextId, type Fields } from '../state.ts'

/** A route of the organisation. Others than that of the account are not for it, and a personal account has none. */
const inOrganization = (
  method: string,
  path: string,
  scope: string,
  answer: (call: Call) => EmulatorAnswer,
): Route =>
  route(method, `/api/organization/:organization${path}`, scope, (call) =>
    call.path['organization'] === call.state.account.zoid
      ? answer(call)
      : failure(403, 'Forbidden', 'OPERATION_NOT_PERMITTED'),
  )

const userOf = ({ state }: Call, key: string | undefined): Fields | undefined =>
  state.users.find(({ zuid, accountId, primaryEmailAddress }) =>
    [zuid, accountId, primaryEmailAddress].includes(key),
  )

const unknown = (what: string): EmulatorAnswer => invalid(`${what} is not valid`, 404)

function createUser(call: Call, body: Readonly<Record<string, unknown>>): EmulatorAnswer {
  const address = text(body['primaryEmailAddress'])
  if (address === '' || text(body['password']) === '') return invalid('password is missing')
  if (userOf(call, address) !== undefined) return refused('USER_EXISTS', 'The address already exists')
  const { password: _password, ...shown } = body
  const user = { ...shown, zuid: nextId(call.state).slice(-9), accountId: nextId(call.state), enabled: true }
  call.state.users.push(user)
  return created(user)
}

function changeUser(user: Fields, body: Readonly<Record<string, unknown>>): EmulatorAnswer {
  const aliases = texts(body['emailAlias'])
  const known = Array.isArray(user['emailAddress']) ? (user['emailAddress'] as Fields[]) : []
  switch (text(body['mode'])) {
    case 'addEmailAlias':
      user['emailAddress'] = [...known, ...aliases.map((mailId) => ({ mailId, isAlias: true }))]
      return done()
    case 'deleteEmailAlias':
      if (!known.some(({ mailId }) => aliases.includes(text(mailId))))
        return invalid('emailAlias is not valid')
      user['emailAddress'] = known.filter(({ mailId }) => !aliases.includes(text(mailId)))
      return done()
    case 'enableUser':
    case 'disableUser':
      user['enabled'] = body['mode'] === 'enableUser'
      return done()
    default:
      return invalid('mode is not valid')
  }
}

function changeDomain(call: Call, domain: Fields, body: Readonly<Record<string, unknown>>): EmulatorAnswer {
  const keys = domain['dkimDetailList'] as Fields[]
  switch (text(body['mode'])) {
    case 'verifyDomainByTXT':
    case 'verifyDomainByCName':
    case 'verifyDomainByHTML':
      if (domain['verificationStatus'] === true) {
        return refused('DOMAIN_ALREADY_VERIFIED', 'The domain is already verified')
      }
      return data({ status: false, message: 'The TXT record was not found' })
    case 'verifyMxRecord':
      return data({ mxstatus: domain['mxstatus'] === 'verified' })
    case 'VerifySpfRecord':
      return data({ spfstatus: domain['spfstatus'] })
    case 'addDkimDetail':
      keys.push({
        dkimId: nextId(call.state),
        selector: body['selector'],
        publicKey: 'v=DKIM1; k=rsa; p=MIGfMA0GCSq',
        dkimStatus: false,
        isDefault: keys.length === 0,
        isVerified: false,
      })
      return data(domain)
    case 'verifyDkimKey': {
      const key = keys.find(({ dkimId }) => dkimId === body['dkimId'])
      return key === undefined ? invalid('dkimId is not valid') : data({ dkimstatus: key['isVerified'] })
    }
    default:
      return invalid('mode is not valid')
  }
}

export const organization: readonly Route[] = [
  inOrganization('GET', '', 'partner.organization.READ', ({ state }) =>
    data({
      zoid: state.account.zoid,
      companyName: 'Fernhill',
      primaryDomain: 'fernhill.example',
      policies: [],
    }),
  ),
  inOrganization('GET', '/storage', 'organization.subscriptions.READ', () =>
    data({ totalStorage: 10485760, allottedStorage: 10485760, usedStorage: 106905 }),
  ),
  inOrganization('GET', '/accounts', 'organization.accounts.READ', ({ state, query }) => {
    const start = Number(query.get('start') ?? 0)
    return data(state.users.slice(start, start + Number(query.get('limit') ?? 10)))
  }),
  inOrganization('POST', '/accounts', 'organization.accounts.CREATE', (call) =>
    withBody(call, (body) => createUser(call, body)),
  ),
  inOrganization('PUT', '/accounts', 'organization.accounts.UPDATE', (call) =>
    withBody(call, (body) => {
      const users = texts(body['userList']).map((zuid) => userOf(call, zuid))
      if (body['mode'] !== 'changeRole' || users.length === 0 || users.includes(undefined)) {
        return invalid('userList is not valid')
      }
      for (const user of users) Object.assign(user ?? {}, { role: body['role'] })
      return done()
    }),
  ),
  inOrganization('GET', '/accounts/reports/loginHistory', 'organization.accounts.READ', () =>
    data({
      loginHistory: [
        { emailAddress: 'tom@fernhill.example', ipAddress: '192.0.2.7', loginTime: '1795165200000' },
      ],
      scrollId: '',
    }),
  ),
  inOrganization('GET', '/accounts/:user*', 'organization.accounts.READ', (call) => {
    const user = userOf(call, call.path['user'])
    return user === undefined ? unknown('zuid') : data(user)
  }),
  inOrganization('PUT', '/accounts/:user*', 'organization.accounts.UPDATE', (call) => {
    const user = userOf(call, call.path['user'])
    return user === undefined ? unknown('zuid') : withBody(call, (body) => changeUser(user, body))
  }),
  inOrganization('GET', '/domains', 'organization.domains.READ', ({ state }) =>
    data({ domainVO: state.domains }),
  ),
  ...(['GET', 'PUT'] as const).map((method) =>
    inOrganization(
      method,
      '/domains/:domain*',
      `organization.domains.${method === 'GET' ? 'READ' : 'UPDATE'}`,
      (call) => {
        const domain = call.state.domains.find(({ domainName }) => domainName === call.path['domain'])
        if (domain === undefined) return unknown('domain')
        return method === 'GET' ? data(domain) : withBody(call, (body) => changeDomain(call, domain, body))
      },
    ),
  ),
  inOrganization('GET', '/groups', 'organization.groups.READ', ({ state }) => data({ groups: state.groups })),
  inOrganization('GET', '/groups/:group', 'organization.groups.READ', ({ state, path }) => {
    const group = state.groups.find(({ zgid }) => zgid === path['group'])
    return group === undefined ? unknown('zgid') : data(group)
  }),
  inOrganization('GET', '/activity', 'organization.audit.READ', () =>
    data({
      audit: [
        {
          category: 'user',
          operation: 'Role changed',
          performedBy: 'mara@fernhill.example',
          time: '1795168800000',
        },
      ],
    }),
  ),
  inOrganization('GET', '/smtplogs', 'partner.organization.READ', () =>
    data([
      {
        fromAddress: 'mara@fernhill.example',
        toAddress: 'jon@holm.example',
        subject: 'Re: Shelves & delivery <Tuesday>',
        status: 'delivered',
        time: '1795167600000',
      },
    ]),
  ),
]
