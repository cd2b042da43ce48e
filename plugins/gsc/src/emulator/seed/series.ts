import { chance } from './chance.ts'
import type { Site } from './sites.ts'

/** How the traffic of a series goes over time. */
export type Course = 'steady' | 'decaying' | 'new' | 'lost' | 'dropped'

/** One combination of what visits are told apart by. Its traffic of a day follows from it and the day. */
export interface Series {
  readonly number: number
  /** Undefined where Google keeps the query to itself because few people ask it. */
  readonly query: string | undefined
  readonly page: string
  readonly country: string
  readonly device: 'DESKTOP' | 'MOBILE' | 'TABLET'
  readonly appearance: string | undefined
  /** Impressions on a usual day. */
  readonly impressions: number
  readonly position: number
  readonly course: Course
  /** Whether it is the first page of its query: the others count no impressions of the property. */
  readonly isFirstPage: boolean
}

const topics = [
  'garden shears',
  'watering can',
  'raised bed',
  'compost bin',
  'greenhouse heater',
  'plant labels',
]
const words = [
  'best',
  'cheap',
  'small',
  'wooden',
  'steel',
  'large',
  'for beginners',
  'review',
  'near me',
  'how to use',
]
const questions = [
  'how do i keep a compost bin from smelling in summer without any additives',
  'what is the best raised bed height for someone who cannot bend down well',
  'why are the leaves of my tomato plants turning yellow from the bottom up',
]
const sections = ['guides', 'products', 'blog', 'help']
const countries = ['usa', 'gbr', 'deu', 'can', 'aus'] as const
const devices = ['MOBILE', 'DESKTOP', 'TABLET'] as const
const appearances = ['REVIEW_SNIPPET', 'PRODUCT_SNIPPETS', 'VIDEO'] as const

/** All series of a site: a few large ones and a long tail, as Zipf has it. */
export function seriesOf(site: Site): Series[] {
  const share = site.series === 0 ? 0 : 4_000 / Math.log(site.series + 1)
  return Array.from({ length: site.series }, (_, number) => oneSeries(site, number, share))
}

function oneSeries(site: Site, number: number, share: number): Series {
  const about = Math.floor(number / 6)
  const topic = topics[about % topics.length] ?? ''
  const slug = topic.replaceAll(' ', '-')
  const section = sections[Math.floor(about / topics.length) % sections.length] ?? 'blog'
  const isSecond = number % 6 === 5
  const depth = Math.floor(about / (topics.length * sections.length))
  const pageNumber = depth % 40
  const page = `${site.origin}/${isSecond ? 'blog' : section}/${slug}${pageNumber === 0 ? '' : `-${pageNumber}`}`
  return {
    number,
    query: queryOf(site, about, topic, depth),
    page,
    country: countries[Math.floor(chance(site.url, 'country', number) ** 2 * countries.length)] ?? 'usa',
    device: devices[Math.floor(chance(site.url, 'device', number) ** 1.5 * devices.length)] ?? 'MOBILE',
    appearance: chance(site.url, 'appearance', about) < 0.15 ? appearances[about % 3] : undefined,
    impressions: (site.scale * share) / (number + 3),
    position: (about === 0 ? 1.1 : 1 + chance(site.url, 'position', about) * 24) + (isSecond ? 4 : 0),
    course: courseOf(about, pageNumber),
    isFirstPage: !isSecond,
  }
}

function queryOf(site: Site, about: number, topic: string, depth: number): string | undefined {
  if (about === 0) return brandOf(site)
  if (about % 17 === 5) return questions[Math.floor(about / 17) % questions.length]
  if (chance(site.url, 'rare', about) < 0.2) return undefined
  const word = words[(about + depth) % words.length] ?? ''
  return depth < 2 ? `${word} ${topic}` : `${word} ${topic} ${depth}`
}

/** What the people look for who know the site. */
export const brandOf = ({ url }: Pick<Site, 'url'>): string =>
  /([a-z0-9-]+)\.example/.exec(url)?.[1]?.replaceAll('-', ' ') ?? 'fernhill'

function courseOf(about: number, pageNumber: number): Course {
  if (pageNumber === 3) return 'decaying'
  switch (about % 19) {
    case 7:
      return 'new'
    case 11:
      return 'lost'
    case 13:
      return 'dropped'
    default:
      return 'steady'
  }
}
