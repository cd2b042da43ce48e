import { codeBook } from '../wire/code-book.ts'

/** What Bing finds wrong with a page when it crawls it: flags, several of which may be set. */
export const crawlIssues = codeBook({
  'moved-permanently': 1,
  'moved-temporarily': 2,
  'client-error': 4,
  'server-error': 8,
  'blocked-by-robots-txt': 16,
  'contains-malware': 32,
  'important-url-blocked-by-robots-txt': 64,
  'dns-error': 128,
  'time-out': 256,
})
