/*
 * What definitions say that are written for the model behind a person's back. Each rule names a kind of attack that has
 * been seen: OWASP MCP Top 10 (MCP03 tool poisoning, MCP06 prompt injection, MCP10 over-sharing); Invariant Labs, "Tool
 * poisoning attacks" and "WhatsApp MCP exploited" (2025: files and chats passed on through arguments, calls of other tools
 * shadowed); Trail of Bits, "Jumping the line" (2025); CyberArk, "Full-schema poisoning" (2025: names, defaults, enums).
 * They are read in text that was made plain: one alphabet, no invisible characters, single spaces.
 */

export interface PhraseRule {
  readonly id: 'instruction_override' | 'secrecy' | 'tool_order' | 'secret_request' | 'exfiltration'
  readonly patterns: readonly RegExp[]
}

/** Up to so many words between two that matter. */
const words = (most: number): string => String.raw`(?:\W{1,3}[\w'-]{1,30}){0,${most}}?\W{1,3}`
const pattern = (...parts: readonly string[]): RegExp => new RegExp(String.raw`\b${parts.join('')}`, 'i')

const call = '(?:call|invoke|run|use|execute|trigger)'
const tell =
  '(?:tell|telling|inform|informing|mention|mentioning|reveal|revealing|notify|notifying|show|showing|disclose|disclosing|alert|alerting|warn|warning|ask|asking|display|displaying|explain|explaining|say|saying|share|sharing|letting|let)'
const someone = String.raw`(?:users?|humans?|the person|anyone|anybody|the operator)\b`
const send =
  '(?:send|sends|sending|post|posts|forward|forwards|upload|uploads|transmit|exfiltrate|submit|leak|bcc|cc|copy|email|mail|deliver|append|report|include)'
const take =
  '(?:read|open|cat|load|include|pass|send|provide|paste|attach|append|put|give|supply|copy|insert|fetch|retrieve|collect|dump|extract)'

export const phraseRules: readonly PhraseRule[] = [
  {
    id: 'instruction_override',
    patterns: [
      pattern(
        '(?:ignore|disregard|forget|override|bypass|supersede)s?',
        words(3),
        '(?:previous|prior|above|earlier|preceding|all|any|your|other|system|safety|security|existing|original|these|those)',
        words(3),
        String.raw`(?:instructions?|rules?|prompts?|guidelines?|directives?|restrictions?|safeguards?|polic(?:y|ies)|guardrails?|context|messages?)\b`,
      ),
      pattern(
        '(?:ignore|disregard|forget) (?:everything|anything|all)(?: of)?(?: that| the)? (?:above|before|you)',
      ),
      pattern('you are now (?:an?|in|the|no longer|free)'),
      pattern('from now on,? (?:you|always|never|all|every)'),
      pattern(
        '(?:your )?(?:new|updated|real|true|actual) (?:system )?(?:instructions|rules|prompt|task|goal) (?:is|are|follow|below)',
      ),
      pattern(
        '(?:act|behave|respond|pretend)(?: to be)? as (?:if you|an? unrestricted|an? admin|root|the system)',
      ),
      pattern(String.raw`(?:jailbreak|dan mode|developer mode|god mode)\b`),
      pattern(
        '(?:assistant|language model|llm|ai(?: model| agent| assistant)?) (?:must|shall|should always|has to|is required to|needs to)',
      ),
      pattern(
        '(?:instructions?|note|message|directive)s? (?:to|for) (?:the |any )?(?:ai|llm|language model|assistant|model)',
      ),
    ],
  },
  {
    id: 'secrecy',
    patterns: [
      pattern(
        `(?:do not|don't|dont|never|must not|should not|avoid|without)(?: ever)?(?: \\w+)? ${tell}`,
        words(6),
        someone,
      ),
      pattern(
        `(?:do not|don't|never) (?:mention|reveal|disclose|acknowledge|talk about) (?:this|these|it|that|the)`,
      ),
      pattern(
        String.raw`without (?:the |any )?(?:users?|human|person)(?:'s|s')? (?:knowledge|consent|approval|confirmation|permission|noticing|knowing)`,
      ),
      pattern(
        String.raw`(?:user|human|person) (?:must|should|does|do|will|need) ?(?:not|n't) (?:\w+ )?(?:know|see|notice|be (?:told|aware|informed|shown))`,
      ),
      pattern(
        String.raw`(?:user|human|person) (?:has )?already (?:consented|approved|agreed|confirmed|authori[sz]ed)`,
      ),
      pattern(String.raw`(?:silently|secretly|covertly|discreetly|quietly|in the background),? ${send}`),
      pattern(String.raw`secretly\b|covertly\b`),
      pattern(
        '(?:hide|conceal|keep)',
        words(4),
        '(?:from|secret from|hidden from) (?:the )?(?:user|human|person)',
      ),
    ],
  },
  {
    id: 'tool_order',
    patterns: [
      pattern(
        'before (?:you )?(?:us(?:e|ing)|call(?:ing)?|invok(?:e|ing)|run(?:ning)?|execut(?:e|ing)) (?:any|every|all|each)',
      ),
      pattern(
        'before (?:you )?(?:doing|do|answer(?:ing)?|respond(?:ing)?)(?: to)? (?:anything|any other|any (?:request|question|message))',
      ),
      pattern(
        `(?:always|must|have to|required to)(?: always| first)? (?:be )?${call}(?:ed)?`,
        words(5),
        String.raw`(?:first|before (?:any|every|all|each|anything))\b`,
      ),
      pattern(
        `(?:after|when|whenever) (?:every|each|any|all)(?: other)? (?:tools?|calls?|messages?|requests?)`,
        words(6),
        `${call}\\b`,
      ),
      pattern(
        '(?:takes?|has|have) (?:precedence|priority) over (?:all |any |every |the )?(?:other )?(?:tools?|instructions?)',
      ),
      pattern(
        String.raw`instead of (?:the |any |all )?(?:other|built-in|native|official|trusted) (?:\w+ )?tools?\b`,
      ),
      pattern(
        String.raw`(?:do not|don't|never) ${call} (?:the |any |an)?(?:other|official|\w+_\w+)(?: \w+)? tools?\b`,
      ),
    ],
  },
  {
    id: 'secret_request',
    patterns: [
      /(?:~|\$HOME|\$\{HOME\}|%USERPROFILE%|\/home\/\w+|\/Users\/\w+|\/root)[/\\]/i,
      /\/etc\/(?:passwd|shadow|sudoers)|\/proc\/self|\.ssh\b|(?<![a-z])ssh_key|(?<![a-z])id_(?:rsa|dsa|ed25519|ecdsa)(?![a-z])|authorized_keys/i,
      /(?<![\w/])\.env\b|\.aws[/\\]|\.npmrc|\.netrc|\.git-credentials|\.kube[/\\]|\.docker[/\\]|\.gnupg|keychain\b|login\.keychain/i,
      /claude_desktop_config|(?:\.cursor|\.vscode)[/\\]|\bmcp\.json\b|process\.env|os\.environ|\bprintenv\b/i,
      pattern(String.raw`env(?:ironment)? ?var(?:iable)?s?\b`),
      pattern(String.raw`(?:system|initial|hidden) prompts?\b`),
      pattern(String.raw`(?:conversation|chat) (?:history|transcript|log|context)\b`),
      pattern(
        String.raw`(?:whole|entire|full|complete|previous|prior) (?:conversation|chat|context window|prompt|user messages?)\b`,
      ),
      pattern(
        take,
        words(6),
        String.raw`(?:private keys?|ssh keys?|passwords?(?! reset)|credentials|api[ _-]?keys?|access[ _-]?tokens?|bearer tokens?|auth(?:entication|orization)? tokens?|session (?:ids?|tokens?|cookies?)|cookies|seed phrases?|credit card numbers?)\b`,
      ),
    ],
  },
  {
    id: 'exfiltration',
    patterns: [
      pattern(
        send,
        words(12),
        String.raw`(?:to|at|via|into|with)\W{1,3}(?:[\w'-]{1,30}\W{1,3}){0,3}?(?:https?:\/\/|[\w.+-]{1,40}@[\w-]{1,40}\.\w|(?:a |the |this |our )?(?:external|remote) (?:server|endpoint|host|url)|attacker)`,
      ),
      /https?:\/\/(?:\d{1,3}\.){3}\d{1,3}\b|https?:\/\/\[[0-9a-f:]+\]|https?:\/\/[^\s/@]{1,80}:[^\s/@]{1,80}@/i,
      /\b(?:webhook\.site|requestbin|pipedream\.net|ngrok(?:-free)?\.(?:io|app|dev)|burpcollaborator|oastify\.com|interact\.sh|oast\.\w+|pastebin\.com|transfer\.sh|trycloudflare\.com|beeceptor\.com|hookbin)/i,
      /!\[[^\]]{0,200}\]\(\s*https?:/i,
      /\bdata:[\w.+-]{1,40}\/[\w.+-]{1,40};base64|\bjavascript:/i,
      /https?:\/\/\S{1,200}[?&]\w{1,40}=(?:\{|<|\$|%7b|\[|\.\.\.|…)/i,
    ],
  },
]
