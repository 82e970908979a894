import DeciderCore

/// Why a decider has no decisions of the code for a decision task.
struct DecisionTrouble: Error, Hashable {
    /// What is wrong.
    var sentence: String
    /// What to do about it.
    var advice: String?

    /// What the execution is failed with.
    var report: FailureReport { FailureReport(reason: sentence, details: advice) }

    /// The code does something else than the history says.
    static func divergence(_ divergence: Divergence) -> DecisionTrouble {
        DecisionTrouble(
            sentence: "The workflow's code does not follow its history: \(divergence)",
            advice: "The code was changed while the execution was open, or it does something else at each run. "
                + "Bring back the code that began the execution, or give the changed workflow a new version."
        )
    }

    /// The code decided otherwise when it was run again.
    static func difference(_ difference: String) -> DecisionTrouble {
        DecisionTrouble(
            sentence: "The workflow's code is not deterministic: \(difference)",
            advice:
                "The same history must always lead to the same decisions. Take chance, time and names from the context "
                + "(random, now, sideEffect), and walk through no set or dictionary in its own order."
        )
    }

    /// There is no code for the execution.
    static func unknown(_ type: WorkflowType, known: [WorkflowDefinition]) -> DecisionTrouble {
        let names = known.map { "\($0.name) \($0.version)" }.joined(separator: ", ")
        return DecisionTrouble(
            sentence: "This decider knows no workflow \(type.name) version \(type.version)",
            advice: names.isEmpty ? "It knows none." : "It knows: \(names)."
        )
    }

    /// The code does what cannot be replayed.
    static func misuse(_ misuse: Misuse) -> DecisionTrouble {
        DecisionTrouble(
            sentence: misuse.description,
            advice: "A workflow may await only its context, and tasks and sequences that wait for nothing else."
        )
    }
}
