import type { Method, Methods } from './method.ts'
import { blocks } from './methods/blocks.ts'
import { connectedPages } from './methods/connected-pages.ts'
import { crawl } from './methods/crawl.ts'
import { deepLinks } from './methods/deep-links.ts'
import { feeds } from './methods/feeds.ts'
import { fetches } from './methods/fetches.ts'
import { keywords } from './methods/keywords.ts'
import { links } from './methods/links.ts'
import { moves } from './methods/moves.ts'
import { parameters } from './methods/parameters.ts'
import { performance } from './methods/performance.ts'
import { regions } from './methods/regions.ts'
import { roles } from './methods/roles.ts'
import { sites } from './methods/sites.ts'
import { submission } from './methods/submission.ts'
import { urlChildren } from './methods/url-children.ts'
import { urls } from './methods/urls.ts'

/** All that Bing serves. GetSiteMoves is not among these: Bing documents it and answers 404. */
const played: Methods = {
  ...sites,
  ...roles,
  ...performance,
  ...urls,
  ...urlChildren,
  ...links,
  ...crawl,
  ...submission,
  ...fetches,
  ...feeds,
  ...keywords,
  ...blocks,
  ...parameters,
  ...regions,
  ...deepLinks,
  ...connectedPages,
  ...moves,
}

// Bing does not mind the case of a method's name.
const methods = new Map<string, Method>(
  Object.entries(played).map(([name, method]) => [name.toLowerCase(), method]),
)

export function findMethod(name: string): Method | undefined {
  return methods.get(name.toLowerCase())
}

/** The names of all methods that are served. */
export const methodNames: readonly string[] = Object.keys(played)
