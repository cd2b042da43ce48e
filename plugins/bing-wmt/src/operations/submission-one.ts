import { defineOperation, Type } from '@patchbay/contract'
import { managing } from '../scopes.ts'
import { pageInSite, siteAnswer, siteField, siteOf } from '../site/site.ts'
import { vendor } from '../vendor.ts'
import { Done, path } from '../wire/answer.ts'
import { PageUrl } from '../wire/fields.ts'

export const submitOne = defineOperation(vendor, {
  title: 'Submit one URL',
  description:
    'Tells Bing of one new or changed page, in a single request and without a look at the quota before it: where that is ' +
    'spent, Bing refuses. For several pages use submission.submit, which reports what was taken.',
  effect: 'write',
  scopes: managing,
  input: Type.Object({
    ...siteField,
    url: PageUrl('The full URL of the page. It must lie in the site. It costs one of the quota, every time.'),
  }),
  output: Type.Object({ ...siteAnswer, url: Type.String() }),
  cost: { urlSubmissions: 1 },
  examples: [
    {
      title: 'A page that has changed',
      input: {
        siteUrl: 'https://www.fernhill.example/',
        url: 'https://www.fernhill.example/shop/compost-bin/',
      },
      output: {
        siteUrl: 'https://www.fernhill.example/',
        url: 'https://www.fernhill.example/shop/compost-bin/',
      },
    },
  ],
  async run({ input, config, http }) {
    const siteUrl = siteOf(input, config)
    const url = pageInSite(siteUrl, input.url)
    await http.post(path('SubmitUrl'), { json: { siteUrl, url }, response: Done, about: { siteUrl } })
    return { siteUrl, url }
  },
})
