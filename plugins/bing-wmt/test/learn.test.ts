import t from 'tap'
import { learn } from '../src/learn.ts'

const answer = (method: string, body: unknown, status = 200) =>
  learn({ status, headers: {}, body }, { path: `/webmaster/api.svc/json/${method}` })
const quota = (DailyQuota: unknown, MonthlyQuota: unknown) => ({ d: { DailyQuota, MonthlyQuota } })
const refusal = (ErrorCode: number, Message: string) => ({ ErrorCode, Message: `ERROR!!! ${Message}` })

t.test('what is left of a quota is learned from the method that tells it', async (t) => {
  t.same(answer('GetUrlSubmissionQuota', quota(973, 10_973)), { urlSubmissions: { left: 973 } })
  t.same(answer('GetUrlSubmissionQuota', quota(973, 5)), { urlSubmissions: { left: 5 } }, 'of the month')
  t.same(answer('GetContentSubmissionQuota', quota(-1, 5)), { contentSubmissions: { left: 0 } })
  for (const body of [{ d: null }, quota('many', 5), refusal(14, 'NotAuthorized'), '<html></html>', {}])
    t.equal(answer('GetUrlSubmissionQuota', body), undefined)
})

t.test('a refusal for lack of quota is about that quota, and about nothing else', async (t) => {
  const part = refusal(2, 'Quota remaining for today: 27, Submitted: 73')
  const spent = refusal(8, 'You have exceeded your daily url submission quota : 100')
  t.same(answer('SubmitUrlBatch', part, 400), { urlSubmissions: { left: 27 } })
  t.same(answer('SubmitUrl', spent, 400), { urlSubmissions: { left: 0 } })
  t.same(answer('SubmitContent', spent, 400), { contentSubmissions: { left: 0 } })
  t.equal(answer('SubmitUrl', refusal(4, 'ThrottleUser'), 400), undefined, 'that is the whole account')
  t.equal(answer('SubmitUrl', { d: null }), undefined, 'what was sent is counted already')
  t.equal(answer('GetUserSites', spent, 400), undefined)
})
