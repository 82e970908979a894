import AppSettings
import CommandSupport
import Foundation
import Logging
import Martlet
import Pools
import SWFClient
import SWFModel
import ServiceLifecycle
import ServiceSupport
import Synchronization
import UnixSignals

/// One process of a pool, from its first poll to its last word. ``PoolLife`` decides; here it is done.
struct PoolProcess: Sendable {
    let program: Program
    let taskList: String
    let reporter: PoolReporter
    /// When it leaves by itself.
    var idleRule = IdleRule()
    /// The longest wait before the first poll.
    var jitter = Duration.zero
    /// How another program file takes the place of the one that runs; nil when it is not looked for.
    var replacement: Replacement?
    /// What notices that the settings were changed; nil when it is not looked for.
    var settingsWatch: SettingsWatch?
    let makeLoop: @Sendable (RemoteWorkflowService, PoolHooks) -> any Service

    /// A loop over connections of its own.
    private struct Running {
        let client: RemoteWorkflowService
        let group: ServiceGroup
    }

    /// What the tasks of a process tell one another.
    private final class Shared: Sendable {
        /// The connections of the loop that runs.
        let client = Mutex<RemoteWorkflowService?>(nil)
        /// Why a loop ended that should not have.
        let failure = Mutex<(any Error)?>(nil)
    }

    /// Lives until something ends it.
    func run() async throws -> ProgramStatus {
        let (events, tell) = AsyncStream<PoolLife.Event>.makeStream()
        let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint)
        let shared = Shared()
        let status = try await withThrowingTaskGroup(of: Void.self) { tasks in
            defer { tasks.cancelAll() }
            tasks.addTask { for await _ in signals { tell.yield(.askedToStop) } }
            tasks.addTask { await wait(tell) }
            tasks.addTask { await replacement?.watch.run { tell.yield(.replaced($0)) } }
            tasks.addTask { await settingsWatch?.run() }
            tasks.addTask { await watchLost(tell) }
            tasks.addTask {
                await idleWatch { await pending(shared.client.withLock { $0 }) }.run { tell.yield($0) }
            }
            reporter.show(.starting)
            var life = PoolLife()
            var running: Running?
            var drain: Drain?
            for await event in events {
                guard let action = life.happened(event) else {
                    if life.state == .finishing(.asked) { reporter.show(.draining) }
                    continue
                }
                switch action {
                case .poll:
                    let loop = try start(tell)
                    running = loop
                    shared.client.withLock { $0 = loop.client }
                    // Its end is an event. The task itself is not awaited: an activity that never comes to an end must not keep
                    // a process that was asked to leave twice.
                    Task {
                        do { try await loop.group.run() } catch { shared.failure.withLock { $0 = error } }
                        tell.yield(.loopEnded)
                    }
                    reporter.show(.polling)
                case .stopPolling(let reason):
                    if case .replaced = reason { reporter.show(.replacing) } else { reporter.show(.draining) }
                    drain = Drain(reason, reporter: reporter, logger: program.logger)
                    await running?.group.triggerGracefulShutdown()
                case .handBack:
                    let tasks = reporter.tasks
                    if let running {
                        await TaskReturn(identity: program.identity, logger: program.logger).run(
                            tasks,
                            to: running.client
                        )
                    }
                    tell.yield(.handedBack)
                case .execute(let file):
                    drain?.end()
                    drain = nil
                    await replacement?.execute(file, reporter, program.logger)
                    tell.yield(.notExecuted)
                case .leave(let status):
                    drain?.end()
                    if let error = shared.failure.withLock({ $0 }) { throw error }
                    return status
                }
            }
            return ProgramStatus.ok
        }
        await reporter.leave()
        if status == .wornOut {
            program.logger.error("left to be started anew: workflow code that did not come to rest keeps its threads")
        } else {
            let manner = reporter.tasks.isEmpty ? "after finishing what was held" : "with tasks that were not finished"
            program.logger.info("left \(manner)")
        }
        return status
    }

    private func start(_ tell: AsyncStream<PoolLife.Event>.Continuation) throws -> Running {
        let client = try ServiceAccess.client(program.settings, logger: program.logger("http"))
        let (domain, identity) = (program.settings.domain, program.identity)
        let hooks = PoolHooks(
            onPoll: { reporter.polled() },
            onHold: { reporter.held($0) },
            pollEnding: .ask { try await client.endPolls(domain: domain, identity: identity) },
            onWornOut: { tell.yield(.wornOut) }
        )
        program.sayHello("polls", ["taskList": "\(taskList)"])
        // A group stops its services in reverse order: the loop first, then the connections under it.
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [client, makeLoop(client, hooks)],
                logger: program.logger.quiet
            )
        )
        return Running(client: client, group: group)
    }

    /// The wait before the first poll. A program that took the place of another does not wait again.
    private func wait(_ tell: AsyncStream<PoolLife.Event>.Continuation) async {
        if jitter > .zero, SelfExecution.predecessor == nil {
            let wait = jitter * Double.random(in: 0...1)
            program.logger.info("polling begins in \(DurationWords.text(wait))")
            // Random, so that many that start together do not poll together; the end of the process ends it.
            try? await Task.sleep(for: wait)
        }
        tell.yield(.begin)
    }

    /// Notices that the code that works on tasks does not end although the service has given them all up.
    private func watchLost(_ tell: AsyncStream<PoolLife.Event>.Continuation) async {
        while !Task.isCancelled {
            // Between two looks; code that was told to end has ten seconds for it.
            try? await Task.sleep(for: .seconds(1))
            if let lost = reporter.onlyLost, lost > .seconds(10) { tell.yield(.onlyLost) }
        }
    }

    private func idleWatch(_ pending: @escaping @Sendable () async -> Int?) -> IdleWatch {
        let age = KernelProcess.age(of: ProcessInfo.processInfo.processIdentifier) ?? .zero
        return IdleWatch(
            rule: idleRule,
            age: age,
            machineUptime: KernelProcess.machineUptime ?? age,
            reporter: reporter,
            pending: pending
        )
    }

    /// How many activity tasks wait in the task list; nil when the service does not say.
    private func pending(_ client: RemoteWorkflowService?) async -> Int? {
        let input = CountPendingActivityTasksInput(domain: program.settings.domain, taskList: TaskList(name: taskList))
        return try? await client?.countPendingActivityTasks(input).count
    }
}
