/*
 * What imitates the frame of a conversation, so that data reads as if the system, the user or the assistant said it.
 * Sources: Invariant Labs, "Tool poisoning attacks" (`<IMPORTANT>`); the chat templates of Llama 2 (`[INST]`, `<<SYS>>`),
 * of ChatML and Llama 3 (`<|im_start|>`, `<|eot_id|>`).
 */
const names =
  'important|system|sys|assistant|instructions?|critical|secret|hidden|admin|developer|override|system[_-](?:prompt|message|reminder|instructions?)|tool_(?:calls?|results?|use)|function_(?:calls?|results?)|user_(?:query|message)'

/** None of them is an element of HTML. */
export const roleTag = new RegExp(
  String.raw`<\s*\/?\s*(?:${names})(?:\s[^<>]{0,80})?\/?>|\[\/?INST\]|<<\/?SYS>>|<\|\/?[a-z_]{2,30}\|>|<start_of_turn>|<end_of_turn>`,
  'i',
)

/** A line that says who speaks, as transcripts do. */
export const speaker =
  /(?:^|\n)\s*(?:#{1,6}\s*|\*\*\s*|\[\s*)?(?:system|assistant|human|admin(?:istrator)?)(?:\s+(?:prompt|message|note|notice|instructions?|override|update)){0,3}\s*(?:\*\*|\])?\s*:/i
