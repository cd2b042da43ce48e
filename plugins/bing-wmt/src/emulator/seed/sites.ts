import { blogDemand, blogPaths, shopDemand, shopPaths, type Demand } from './shop.ts'

/** A site in the account of the seeded key. */
export interface Site {
  readonly url: string
  readonly isVerified: boolean
  readonly demand: readonly Demand[]
  readonly paths: readonly string[]
  readonly urlQuota: { readonly daily: number; readonly monthly: number }
}

export const sites: readonly Site[] = [
  {
    url: 'https://www.fernhill.example/',
    isVerified: true,
    demand: shopDemand,
    paths: shopPaths,
    urlQuota: { daily: 1_000, monthly: 11_000 },
  },
  {
    // Still listed under http, as old sites are.
    url: 'http://blog.fernhill.example/',
    isVerified: true,
    demand: blogDemand,
    paths: blogPaths,
    urlQuota: { daily: 10, monthly: 300 },
  },
  {
    // So new that Bing has nothing on it.
    url: 'https://new.fernhill.example/',
    isVerified: true,
    demand: [],
    paths: [],
    urlQuota: { daily: 10, monthly: 300 },
  },
  {
    url: 'https://shop.fernhill.example/',
    isVerified: false,
    demand: [],
    paths: [],
    urlQuota: { daily: 0, monthly: 0 },
  },
]
