/// What a decider does with an execution whose history its code does not follow, or whose workflow it does not know.
public enum DivergencePolicy: Sendable, Hashable {
    /// The execution stays open and waits for a decider that can follow it.
    ///
    /// The decision task is answered with nothing but a timer, `martlet.hold-<n>`, that calls for the next try after 1,
    /// 2, 4 … up to 600 seconds, and with the marker `martlet.note.held`, whose details say what is wrong, when it was not said
    /// yet. After a day, or when the history is long, tries come further apart, so that they do not fill the history. Any
    /// other event calls for a try as well. What the code had asked for then goes with the first answer that can be given,
    /// by whichever decider.
    case hold
    /// The execution is failed, with what is wrong as the reason.
    case failExecution
}
