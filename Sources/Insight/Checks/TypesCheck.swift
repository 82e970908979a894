public import Martlet

/// Whether the registered types are those of this build.
public enum TypesCheck {
    /// A decision that may take longer is one that nobody notices for as long: a decider that dies keeps its task until then.
    static let longestDecisionSeconds = 600

    /// What a doctor says; types that are as they should be are counted in one finding.
    ///
    /// - Parameters:
    ///   - found: What is registered of each type of this build; nil for what is missing.
    ///   - workflows: The workflows of this build.
    public static func findings(
        _ found: [(subject: Registration.Subject, result: Registration.Result?)],
        workflows: [WorkflowDefinition]
    ) -> [Finding] {
        var findings: [Finding] = []
        var good = 0
        for (subject, result) in found {
            switch result {
            case nil:
                findings.append(
                    Finding(.problem, "types", "\(subject) of this build is not registered", advice: "register")
                )
            case .deprecated:
                findings.append(
                    Finding(
                        .problem,
                        "types",
                        "\(subject) of this build is deprecated: nothing new of it can be started or scheduled",
                        advice: "Undeprecate it, or give the definition a new version and register that."
                    )
                )
            case .differs(let differences):
                findings.append(
                    Finding(
                        .warning,
                        "types",
                        "\(subject) is registered otherwise than this build says: "
                            + differences.joined(separator: "; "),
                        advice: "A registered type cannot be changed: give the definition a new version."
                    )
                )
            case .alreadyThere, .created: good += 1
            }
        }
        for definition in workflows {
            let seconds = Int(definition.taskStartToClose.components.seconds)
            guard seconds > longestDecisionSeconds else { continue }
            findings.append(
                Finding(
                    .warning,
                    "types",
                    "workflow \(definition.name) \(definition.version): a decision may take \(seconds) s, and so long "
                        + "nothing happens after a decider died",
                    advice: "Decisions take milliseconds; set taskStartToClose to 30 seconds."
                )
            )
        }
        if good > 0 {
            findings.append(
                Finding(.ok, "types", "\(good) of \(found.count) types of this build are registered as it says")
            )
        }
        return findings
    }
}
