/// What a decider does with an execution whose history the code no longer follows.
public enum DivergencePolicy: Sendable, Hashable {
    /// The execution is failed, with the divergence in words as the reason.
    case failExecution
}
