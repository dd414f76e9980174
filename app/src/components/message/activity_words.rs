//! Activity lines in words: "Ana gave this to Ben".

use types::message::{Activity, Author};
use types::view::Directory;
use types::{LabelId, UserId, Zone};

/// Who did something, as a line begins: `You`, a name, or Frontdesk itself.
#[must_use]
pub fn actor(author: Author, me: UserId, customer: &str, directory: &Directory) -> String {
    match author {
        Author::Agent(agent) if agent == me => "You".to_owned(),
        Author::Agent(agent) => directory.agent_name(agent),
        Author::Contact(_) => customer.to_owned(),
        Author::Bot => "The bot".to_owned(),
        Author::Business => "Your team, in another app,".to_owned(),
        Author::System => "Frontdesk".to_owned(),
    }
}

/// What was done, as the line goes on.
#[must_use]
pub fn deed(activity: &Activity, author: Author, me: UserId, directory: &Directory, zone: &Zone) -> String {
    match activity {
        Activity::Assigned { to: None } => "made this unassigned".to_owned(),
        Activity::Assigned { to: Some(to) } if Author::Agent(*to) == author => "took this conversation".to_owned(),
        Activity::Assigned { to: Some(to) } if *to == me => "assigned this to you".to_owned(),
        Activity::Assigned { to: Some(to) } => format!("assigned this to {}", directory.agent_name(*to)),
        Activity::Grouped { to: None } => "took this out of its group".to_owned(),
        Activity::Grouped { to: Some(to) } => format!("moved this to {}", directory.group_name(*to)),
        Activity::Resolved { .. } => "resolved the conversation".to_owned(),
        Activity::Reopened => "reopened the conversation".to_owned(),
        Activity::Pended => "marked this as pending".to_owned(),
        Activity::Snoozed { until } => {
            let until = zone.civil(*until);
            format!("snoozed this until {} {}, {}", until.weekday_name(), until.date(until.year), until.clock())
        }
        Activity::Woken => "brought this back from its snooze".to_owned(),
        Activity::Prioritized { to } => format!("set the priority to {}", to.title().to_lowercase()),
        Activity::Labelled { added, removed } => labelled(added, removed, directory),
        Activity::Referred { title, address } => {
            let from = title.as_deref().or(address.as_deref()).unwrap_or("an advertisement");
            format!("noticed that the customer came from {from}")
        }
        Activity::Moved { to: Some(to) } => format!("has a new number or id: {to}"),
        Activity::Moved { to: None } => "has a new number or id".to_owned(),
        Activity::Consented { given: true } => "allows unasked messages again".to_owned(),
        Activity::Consented { given: false } => "does not want unasked messages any more".to_owned(),
        Activity::Reachable { on: true } => "can be written to again".to_owned(),
        Activity::Reachable { on: false } => "has blocked this line".to_owned(),
    }
}

fn labelled(added: &[LabelId], removed: &[LabelId], directory: &Directory) -> String {
    let names = |labels: &[LabelId]| {
        let name = |id: &LabelId| {
            directory.label(*id).map_or_else(|| "a deleted label".to_owned(), |label| label.name.clone())
        };
        labels.iter().map(name).collect::<Vec<_>>().join(", ")
    };
    match (added, removed) {
        (added, []) => format!("added {}", names(added)),
        ([], removed) => format!("removed {}", names(removed)),
        (added, removed) => format!("added {} and removed {}", names(added), names(removed)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::agent::{Agent, Role};
    use types::conversation::{Outcome, Priority};
    use types::label::{Label, LabelColor};
    use types::{GroupId, Timestamp};

    fn directory() -> Directory {
        let agent = |id, name: &str| Agent { id: UserId(id), name: name.to_owned(), role: Role::Agent, active: true };
        let label = |id, name: &str| Label { id: LabelId(id), name: name.to_owned(), color: LabelColor::Gray };
        Directory {
            agents: vec![agent(1, "Ana"), agent(2, "Ben")],
            labels: vec![label(1, "VIP"), label(2, "refund")],
            ..Directory::default()
        }
    }

    #[test]
    fn each_deed_is_a_sentence() {
        let (ana, ben) = (UserId(1), UserId(2));
        for (activity, by, words) in [
            (Activity::Assigned { to: Some(ben) }, ana, "You assigned this to Ben"),
            (Activity::Assigned { to: Some(ana) }, ben, "Ben assigned this to you"),
            (Activity::Assigned { to: Some(ben) }, ben, "Ben took this conversation"),
            (Activity::Assigned { to: None }, ana, "You made this unassigned"),
            (Activity::Grouped { to: Some(GroupId(9)) }, ben, "Ben moved this to Deleted group"),
            (Activity::Resolved { outcome: Outcome::Answered }, ben, "Ben resolved the conversation"),
            (Activity::Prioritized { to: Priority::High }, ben, "Ben set the priority to high"),
            (Activity::Labelled { added: vec![LabelId(1)], removed: vec![] }, ben, "Ben added VIP"),
            (
                Activity::Labelled { added: vec![LabelId(1)], removed: vec![LabelId(2)] },
                ana,
                "You added VIP and removed refund",
            ),
            (Activity::Snoozed { until: Timestamp(0) }, ana, "You snoozed this until Thu 1 Jan, 00:00"),
        ] {
            let (author, directory) = (Author::Agent(by), directory());
            let line = format!(
                "{} {}",
                actor(author, ana, "Cleo", &directory),
                deed(&activity, author, ana, &directory, &Zone::default())
            );
            assert_eq!(line, words);
        }
    }

    #[test]
    fn what_nobody_did_frontdesk_did() {
        assert_eq!(actor(Author::System, UserId(1), "Cleo", &directory()), "Frontdesk");
        assert_eq!(actor(Author::Agent(UserId(77)), UserId(1), "Cleo", &directory()), "Former colleague");
    }
}
