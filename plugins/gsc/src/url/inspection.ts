import { Type, type Static } from '@patchbay/contract'

const words = (...values: string[]) =>
  Type.Unsafe<string | null>({ type: ['string', 'null'], description: `Such as ${values.join(', ')}.` })

const WireRich = Type.Object({
  verdict: Type.Optional(Type.String()),
  detectedItems: Type.Optional(
    Type.Array(
      Type.Object({
        richResultType: Type.Optional(Type.String()),
        items: Type.Optional(
          Type.Array(
            Type.Object({
              name: Type.Optional(Type.String()),
              issues: Type.Optional(
                Type.Array(
                  Type.Object({
                    issueMessage: Type.Optional(Type.String()),
                    severity: Type.Optional(Type.String()),
                  }),
                ),
              ),
            }),
          ),
        ),
      }),
    ),
  ),
})

/** What Google answers to an inspection, as far as it is used. */
export const WireInspection = Type.Object({
  inspectionResult: Type.Object({
    inspectionResultLink: Type.Optional(Type.String()),
    indexStatusResult: Type.Optional(
      Type.Object({
        verdict: Type.Optional(Type.String()),
        coverageState: Type.Optional(Type.String()),
        robotsTxtState: Type.Optional(Type.String()),
        indexingState: Type.Optional(Type.String()),
        lastCrawlTime: Type.Optional(Type.String()),
        pageFetchState: Type.Optional(Type.String()),
        googleCanonical: Type.Optional(Type.String()),
        userCanonical: Type.Optional(Type.String()),
        sitemap: Type.Optional(Type.Array(Type.String())),
        referringUrls: Type.Optional(Type.Array(Type.String())),
        crawledAs: Type.Optional(Type.String()),
      }),
    ),
    richResultsResult: Type.Optional(WireRich),
  }),
})

export const problemCodes = [
  'unknown_to_google',
  'not_indexed',
  'blocked_by_robots_txt',
  'blocked_by_noindex',
  'not_found',
  'soft_404',
  'server_error',
  'access_denied',
  'redirect_error',
  'fetch_failed',
  'other_canonical',
  'rich_result_errors',
] as const

export type ProblemCode = (typeof problemCodes)[number]

const NullableText = (description: string) => Type.Union([Type.String(), Type.Null()], { description })

export const Inspection = Type.Object({
  url: Type.String(),
  isIndexed: Type.Boolean({ description: 'Whether Google can show the page in its results.' }),
  verdict: words('PASS', 'PARTIAL', 'FAIL', 'NEUTRAL'),
  coverage: NullableText('What Google says of it, in English: for people. Decide by `problems`.'),
  problems: Type.Array(
    Type.Object({
      code: Type.Unsafe<ProblemCode>({ type: 'string', enum: problemCodes }),
      message: Type.String({ description: 'What is wrong and what to do.' }),
    }),
    { description: 'What keeps the page from doing well, worked out from the states below.' },
  ),
  lastCrawled: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
  crawledAs: words('MOBILE', 'DESKTOP'),
  robotsTxtState: words('ALLOWED', 'DISALLOWED'),
  indexingState: words('INDEXING_ALLOWED', 'BLOCKED_BY_META_TAG', 'BLOCKED_BY_HTTP_HEADER'),
  pageFetchState: words('SUCCESSFUL', 'SOFT_404', 'NOT_FOUND', 'SERVER_ERROR'),
  googleCanonical: NullableText('The page that Google takes for the original.'),
  userCanonical: NullableText('The page that this one declares as the original.'),
  sitemaps: Type.Array(Type.String(), { description: 'Sitemaps in which Google has seen it.' }),
  referringUrls: Type.Array(Type.String(), { description: 'Pages from which Google found it.' }),
  richResults: Type.Array(
    Type.Object({
      type: Type.String({ description: 'Such as Breadcrumbs.' }),
      items: Type.Integer({ minimum: 0 }),
      issues: Type.Array(Type.Object({ severity: Type.String(), message: Type.String() })),
    }),
  ),
  link: NullableText('Where Search Console shows it.'),
})

export type Inspection = Static<typeof Inspection>
export type WireInspection = Static<typeof WireInspection>
