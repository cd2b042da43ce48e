import { defineOperation, Problem, Type } from '@patchbay/contract'
import { configuredKey, isCovered } from '../index-now/key.ts'
import { inspectKeyFile } from '../index-now/key-file.ts'
import { managing, reading } from '../scopes.ts'
import { UserSitesAnswer } from '../site/user-sites.ts'
import { withoutRepetitions } from '../submission/check-urls.ts'
import { vendor } from '../vendor.ts'
import { path } from '../wire/answer.ts'
import { OrNull, Text } from '../wire/fields.ts'

const mostUrls = 10_000

/** IndexNow says all by its status; the body is mostly empty. */
const Accepted = Type.Unknown()

export const submit = defineOperation(vendor, {
  title: 'Submit URLs by IndexNow',
  description:
    'Tells Bing, and the other search engines of IndexNow, of new, changed or removed pages. It has no quota, and takes ' +
    'up to 10,000 URLs in one request: all or none of them. The connection needs `indexNowKey` in its configuration, ' +
    'and the URLs must lie where its key file covers them. The key file is looked at first.',
  effect: 'write',
  scopes: managing,
  input: Type.Object({
    urls: Type.Array(
      Type.String({ format: 'uri', pattern: '^https?://', maxLength: 2048, description: 'A full URL.' }),
      {
        minItems: 1,
        maxItems: mostUrls,
        description: 'The pages, all on the host of the key file. Repetitions are sent once.',
        examples: [['https://www.fernhill.example/shop/compost-bin/']],
      },
    ),
  }),
  output: Type.Object({
    host: Type.String(),
    submitted: Type.Integer({ minimum: 1, description: 'How many URLs were taken: all of them.' }),
    duplicates: Type.Integer({ minimum: 0, description: 'Repetitions in the input, which were left out.' }),
    keyValidation: Type.Union([Type.Literal('done'), Type.Literal('pending')], {
      description: 'Pending where IndexNow has taken the URLs and will check the key file later.',
    }),
  }),
  timeout: '60s',
  examples: [
    {
      title: 'Two pages',
      input: {
        urls: [
          'https://www.fernhill.example/shop/compost-bin/',
          'https://www.fernhill.example/guides/compost-bin/',
        ],
      },
      output: { host: 'www.fernhill.example', submitted: 2, duplicates: 0, keyValidation: 'pending' },
    },
  ],
  async run({ input, config, http }) {
    const key = configuredKey(config)
    const { host, pathname } = key.location
    const outside = input.urls.flatMap((url, index) =>
      isCovered(key, url)
        ? []
        : [{ path: `/urls/${index}`, message: `must lie on ${host}, in the folder of the key file` }],
    )
    if (outside.length > 0)
      throw new Problem('invalid_input', {
        detail: `${outside.length} of ${input.urls.length} URLs are not covered by the key; none was submitted.`,
        errors: outside,
      })
    const file = await inspectKeyFile(http, key)
    if (!file.valid)
      throw new Problem('connection_forbidden', {
        detail: `The key file of the site is not right, so nothing was submitted. ${file.reason}`,
        advice: `Have https://${host}${pathname} answer with the key and nothing else.`,
      })
    const urlList = withoutRepetitions(input.urls)
    const { status } = await http.post('/indexnow', {
      origin: 'indexnow',
      credentials: 'omit',
      json: { host, key: key.key, keyLocation: key.location.href, urlList },
      response: Accepted,
    })
    return {
      host,
      submitted: urlList.length,
      duplicates: input.urls.length - urlList.length,
      keyValidation: status === 202 ? ('pending' as const) : ('done' as const),
    }
  },
})

export const verifyKey = defineOperation(vendor, {
  title: 'Verify the IndexNow key',
  description:
    'Whether the key file for IndexNow is where it must be and has the key in it, as search engines will see it. Use it ' +
    'before the first submission, or when one was refused.',
  effect: 'read',
  scopes: reading,
  input: Type.Object({}),
  output: Type.Object({
    host: Type.String(),
    keyLocation: Type.String(),
    valid: Type.Boolean(),
    reason: OrNull(Type.String(), 'What is wrong; null where nothing is.'),
    covers: Text('URLs that begin so may be submitted with the key.'),
    siteVerified: Type.Boolean({
      description: 'Whether a verified site of the account is on this host. IndexNow works without.',
    }),
  }),
  examples: [
    {
      title: 'A key that works',
      input: {},
      output: {
        host: 'www.fernhill.example',
        keyLocation: 'https://www.fernhill.example/fernhill-2f6b1c9e4d.txt',
        valid: true,
        reason: null,
        covers: 'https://www.fernhill.example/',
        siteVerified: true,
      },
    },
  ],
  async run({ config, http }) {
    const key = configuredKey(config)
    const { location } = key
    const file = await inspectKeyFile(http, key)
    const { body } = await http.get(path('GetUserSites'), { response: UserSitesAnswer })
    const isOnHost = (url: string): boolean => URL.parse(url)?.host === location.host
    return {
      host: location.host,
      keyLocation: location.href,
      ...file,
      covers: new URL('.', location).href,
      siteVerified: (body.d ?? []).some(({ Url, IsVerified }) => IsVerified && isOnHost(Url)),
    }
  },
})
