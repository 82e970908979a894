import AppSettings
import CommandSupport
import Foundation
import Logging
import Martlet
import SWFModel
import Schedules
import ServiceLifecycle

/// Cron that stays: it looks when the next tick is due, by the service's clock, and when the file of schedules changes.
///
/// It does what ``CronRun`` does from a crontab, and any number of both may run side by side. It leaves when it is asked to,
/// between two looks.
struct CronDaemon: Service {
    let look: CronLook
    let service: any SimpleWorkflowService
    /// What was done is told to this.
    let tell: @Sendable ([CronReport]) -> Void

    /// The longest time between two looks: pauses and wishes of others, and runs that close, are noticed then.
    static let longestRest = Duration.seconds(60)
    /// The shortest: a clock that goes a little slow must not make a busy loop.
    private static let shortestRest = Duration.milliseconds(50)
    /// How long another is waited for.
    private static let courtesy = Duration.seconds(2)
    /// How often the file is looked at.
    private static let fileInterval = Duration.seconds(2)

    /// Looks until the task is told to end gracefully.
    func run() async throws {
        let backoff = Backoff(initial: .seconds(1))
        var failures = 0
        var mark = fileMark()
        var schedules = read(old: [])
        var told: [CronReport] = []
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            let clock = ContinuousClock()
            let begin = clock.now
            var rest = Self.longestRest
            do {
                if !schedules.isEmpty {
                    let result = try await CronRun(look.surroundings(service), schedules: schedules).run()
                    // What is as it was before is not told again.
                    tell(result.reports.filter { !told.contains($0) || $0.isStart })
                    told = result.reports
                    rest = Self.rest(after: result, schedules)
                }
                failures = 0
            } catch {
                look.program.logger.warning("cron could not look; it tries again: \(Complaint.sentence(error))")
                failures += 1
                rest = backoff.wait(afterFailure: failures)
            }
            // From the beginning of the look: the decision was a moment later, so the sleep ends a moment too soon rather than too
            // late, and the shortest rest makes up for it.
            let end = max(begin + rest, clock.now + Self.shortestRest)
            while clock.now < end, !Task.isShuttingDownGracefully, !Task.isCancelled {
                await sleep(for: min(end - clock.now, Self.fileInterval))
                let found = fileMark()
                guard found != mark else { continue }
                mark = found
                schedules = read(old: schedules)
                break
            }
        }
    }

    /// How long nothing has to be looked at, counted from the decision.
    static func rest(after result: CronRun.Result, _ schedules: [Schedule]) -> Duration {
        guard let now = result.now else { return courtesy }
        let due = Upcoming.quietUntil(schedules, state: result.state, after: now).map { $0 - now }
        return min(longestRest, due ?? longestRest)
    }

    /// Sleeps, or less when the program is asked to leave: a look is never cut short, its rest is.
    private func sleep(for duration: Duration) async {
        await cancelWhenGracefulShutdown {
            // Canceled, it returns at once, and the loop sees why.
            try? await Task.sleep(for: duration)
        }
    }

    /// The schedules as they are now; as they were, when the file cannot be read.
    private func read(old: [Schedule]) -> [Schedule] {
        do {
            let schedules = try look.schedules()
            look.program.logger.info("cron keeps \(schedules.count) schedules")
            return schedules
        } catch {
            let rest = old.isEmpty ? "nothing is started" : "the schedules of before are kept"
            look.program.logger.error("the file of schedules is wrong, so \(rest): \(error.description)")
            return old
        }
    }

    /// What changes when the file does.
    private func fileMark() -> [String] {
        let path = look.program.settings.cron.file
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else { return [] }
        let parts: [FileAttributeKey] = [.modificationDate, .size, .systemFileNumber]
        return parts.map { attributes[$0].map { "\($0)" } ?? "" }
    }
}

extension CronReport {
    /// Whether something was started.
    var isStart: Bool { if case .started = outcome { true } else { false } }
}
