export { seededClient, seededProject, seededServiceAccount, type SeededServiceAccount } from './accounts.ts'
export {
  errorInfo,
  invalid,
  lacksScope,
  notFound,
  refusal,
  switchedOff,
  unauthenticated,
  type RefusalFacts,
} from './answers.ts'
export { authorize, isToken } from './authorize.ts'
export {
  isAnswer,
  requestChecker,
  unknownPath,
  type CheckedRequest,
  type RequestChecker,
} from './discovery/checked-request.ts'
export type { DiscoveryDocument, DiscoveryMethod, DiscoverySchema } from './discovery/document.ts'
export { googleFailures } from './failures.ts'
export { answerOAuth, seededPerson } from './oauth.ts'
export { openTokenState, type EmulatedToken, type TokenState } from './tokens.ts'
