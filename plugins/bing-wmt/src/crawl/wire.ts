import { Type, type Static } from '@patchbay/contract'
import { Answer, List } from '../wire/answer.ts'
import { WireDate } from '../wire/date.ts'

const WireDay = Type.Object({
  Date: WireDate,
  CrawledPages: Type.Number(),
  CrawlErrors: Type.Number(),
  InIndex: Type.Number(),
  InLinks: Type.Number(),
  Code2xx: Type.Number(),
  Code301: Type.Number(),
  Code302: Type.Number(),
  Code4xx: Type.Number(),
  Code5xx: Type.Number(),
  AllOtherCodes: Type.Number(),
  BlockedByRobotsTxt: Type.Number(),
  ContainsMalware: Type.Number(),
  DnsFailures: Type.Number(),
  ConnectionTimeout: Type.Number(),
})

/** A day of crawling as Bing sends it. */
export type WireDay = Static<typeof WireDay>

/** The answer of GetCrawlStats. */
export const DaysAnswer = Answer(List(WireDay))

/** The answer of GetCrawlIssues. */
export const IssuesAnswer = Answer(
  List(
    Type.Object({
      Url: Type.String(),
      HttpCode: Type.Number(),
      Issues: Type.Integer(),
      InLinks: Type.Number(),
    }),
  ),
)
