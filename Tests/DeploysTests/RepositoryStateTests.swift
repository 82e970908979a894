import Testing

@testable import Deploys

@Suite struct RepositoryStateTests {
    private func finding(
        _ state: RepositoryState,
        pulls: Bool = true,
        deployed: String? = nil,
        onlyIfChanged: Bool = false
    ) -> StepFinding {
        state.finding(pulls: pulls, deployed: deployed, onlyIfChanged: onlyIfChanged)
    }

    private let clean = RepositoryState(branch: "main", commit: "1a2b3c4", upstream: "origin/main")

    @Test func `uncommitted changes refuse, by name`() {
        var state = clean
        state.changed = ["a", "b", "c", "d"]
        #expect(
            finding(state)
                == .bad("There are uncommitted changes: a, b, c and 1 more. Commit them or take them away.")
        )
    }

    @Test func `a branch that went another way than its upstream refuses, unless nothing is pulled`() {
        var state = clean
        (state.ahead, state.behind) = (1, 2)
        let told = finding(state)
        #expect(told.verdict == .bad)
        #expect(told.sentence.contains("have diverged: 1 commit here and 2 commits there"))
        #expect(finding(state, pulls: false).verdict == .good)
    }

    @Test func `no branch refuses`() {
        var state = clean
        state.branch = nil
        #expect(finding(state).verdict == .bad)
    }

    @Test func `commits to take are counted`() {
        var state = clean
        state.behind = 2
        #expect(finding(state) == .good("main is at 1a2b3c4; 2 commits of origin/main to take"))
        #expect(finding(state, deployed: "1a2b3c4", onlyIfChanged: true).verdict == .good)
    }

    @Test func `what is deployed already is nothing to do, when only changes are wanted`() {
        #expect(finding(clean, deployed: "1a2b3c4", onlyIfChanged: true).verdict == .nothingToDo)
        #expect(finding(clean, deployed: "0000000", onlyIfChanged: true).verdict == .good)
        #expect(finding(clean, deployed: "1a2b3c4").verdict == .good)
    }

    @Test func `a branch without an upstream, and one ahead of it, say so`() {
        var state = clean
        state.upstream = nil
        #expect(finding(state) == .good("main is at 1a2b3c4, which follows no upstream"))
        state.upstream = "origin/main"
        state.ahead = 1
        #expect(finding(state) == .good("main is at 1a2b3c4, 1 commit ahead of origin/main"))
    }
}
