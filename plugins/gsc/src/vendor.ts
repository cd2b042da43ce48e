import { defineVendor, Type } from '@patchbay/contract'
import { googleAccess, googleOrigins } from '@patchbay/google'
import { classify } from './errors/classify.ts'
import { learn } from './errors/learn.ts'
import { limits } from './limits.ts'
import { allScopes, impliedScopes } from './scopes.ts'
import { SiteUrl } from './site/site-url.ts'

const config = Type.Object({
  siteUrl: Type.Optional(
    SiteUrl('The property that calls are about which name none, such as `sc-domain:example.com`.'),
  ),
  quotaProject: Type.Optional(
    Type.String({
      pattern: '^[a-z0-9-]{4,63}$',
      title: 'Quota project',
      description:
        'Id or number of the Google Cloud project whose quota is used, sent as `x-goog-user-project`. Needed for refresh tokens of gcloud; connections that name the same project share the counts of its quota here.',
    }),
  ),
  allowIndexing: Type.Optional(
    Type.Boolean({
      default: false,
      title: 'Allow the Indexing API',
      description:
        'Whether indexing.publish may be called. Google offers it only for pages with job postings and broadcast events; use for others can cost the account its access.',
    }),
  ),
})

export const gsc = defineVendor({
  api: 'Google Search Console API v1',
  docs: 'https://developers.google.com/webmaster-tools',
  sunset: null,
  config,
  auth: googleAccess({
    scopes: allScopes,
    impliedScopes,
    letIn:
      'Then add the e-mail address of the account as a user of each property in Search Console (Settings, Users and permissions): as an owner where sites are added or the Indexing API is used.',
  }),
  origins: {
    searchConsole: 'https://searchconsole.googleapis.com',
    siteVerification: 'https://www.googleapis.com',
    indexing: 'https://indexing.googleapis.com',
    ...googleOrigins,
  },
  limits,
  classify,
  learn,
})
