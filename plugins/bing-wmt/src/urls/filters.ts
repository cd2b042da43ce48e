import { codeBook } from '../wire/code-book.ts'

/** How lately Bing crawled a URL. */
export const crawlDates = codeBook({ any: 0, 'last-week': 1, 'last-two-weeks': 2, 'last-three-weeks': 4 })

/** How lately Bing found it. */
export const discoveryDates = codeBook({ any: 0, 'last-week': 1, 'last-month': 2 })

/** What is the matter with it. */
export const documentFlags = codeBook({ 'blocked-by-robots-txt': 1, malware: 2 })

/** What it answered. */
export const httpCodes = codeBook({ '2xx': 1, '3xx': 2, '301': 4, '302': 8, '4xx': 16, '5xx': 32, other: 64 })
