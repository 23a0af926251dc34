/** Where something stands that reaches waits: its thread ('' where it has none) and its conversation. */
export interface Place {
  thread_key: string
  conversation_id: string
}

/**
 * What is reached by thread and by conversation (docs/rules.md#reach): at most one thing a thread and one a conversation,
 * because a message that reaches one opens no other.
 */
export class Reach<T extends object> {
  readonly #byThread = new Map<string, T>()
  readonly #byConversation = new Map<string, T>()

  /** What something there reaches: none, one, or two. */
  at({ thread_key, conversation_id }: Place): readonly T[] {
    const ofThread = this.#byThread.get(thread_key)
    const ofConversation = this.#byConversation.get(conversation_id)
    if (ofThread === undefined) return ofConversation === undefined ? [] : [ofConversation]
    return ofConversation === undefined || ofConversation === ofThread
      ? [ofThread]
      : [ofThread, ofConversation]
  }

  add({ thread_key, conversation_id }: Place, thing: T): void {
    this.#byThread.set(thread_key, thing)
    this.#byConversation.set(conversation_id, thing)
  }

  remove({ thread_key, conversation_id }: Place): void {
    this.#byThread.delete(thread_key)
    this.#byConversation.delete(conversation_id)
  }
}
