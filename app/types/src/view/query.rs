//! Which conversations a list holds, and in which order: as a value, as a URL and as a rule that the browser can check.

use crate::conversation::{Placement, StatusKind, Summary};
use crate::problem::UnknownWord;
use crate::sql::words;
use crate::{ConversationId, GroupId, InboxId, LabelId, Timestamp, UserId};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A place of the navigation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum View {
    /// Assigned to me.
    #[default]
    Mine,
    /// Assigned to nobody.
    Unassigned,
    /// All I may see.
    All,
    /// Of a group.
    Group(GroupId),
    /// Of an inbox.
    Inbox(InboxId),
}

impl View {
    /// Whether a conversation stands in it.
    #[must_use]
    pub fn holds(self, me: UserId, place: &Placement) -> bool {
        match self {
            Self::Mine => place.assignee == Some(me),
            Self::Unassigned => place.assignee.is_none(),
            Self::All => true,
            Self::Group(group) => place.group == Some(group),
            Self::Inbox(inbox) => place.inbox == inbox,
        }
    }
}

/// As it stands in the path: `mine`, `group-3`.
impl fmt::Display for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Mine => f.write_str("mine"),
            Self::Unassigned => f.write_str("unassigned"),
            Self::All => f.write_str("all"),
            Self::Group(id) => write!(f, "group-{id}"),
            Self::Inbox(id) => write!(f, "channel-{id}"),
        }
    }
}

impl FromStr for View {
    type Err = UnknownWord;
    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let numbered = |prefix| word.strip_prefix(prefix).and_then(|id| id.parse::<i64>().ok());
        match word {
            "mine" => Ok(Self::Mine),
            "unassigned" => Ok(Self::Unassigned),
            "all" => Ok(Self::All),
            _ => numbered("group-")
                .map(|id| Self::Group(GroupId(id)))
                .or_else(|| numbered("channel-").map(|id| Self::Inbox(InboxId(id))))
                .ok_or_else(|| UnknownWord {
                    word: word.to_owned(),
                    known: &["mine", "unassigned", "all", "group-…", "channel-…"],
                }),
        }
    }
}

words! {
    /// The order of a list.
    pub enum Sort {
        /// Last activity first.
        Newest = "newest",
        /// Least recent activity first.
        Oldest = "oldest",
        /// Who has waited longest for an answer first; those who do not wait come last.
        Waiting = "waiting",
    }
}

impl Sort {
    /// A row's place in the list: rows are ascending by this.
    #[must_use]
    pub fn key(self, row: &Summary) -> After {
        let by = match self {
            Self::Newest => -row.last_activity_at.0,
            Self::Oldest => row.last_activity_at.0,
            Self::Waiting => row.waiting_since.unwrap_or(Timestamp::NEVER).0,
        };
        let id = if self == Self::Newest { -row.id.0 } else { row.id.0 };
        After { by, id: ConversationId(id) }
    }

    /// As menus say it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Newest => "Newest",
            Self::Oldest => "Oldest",
            Self::Waiting => "Waiting longest",
        }
    }
}

/// A place in a sorted list (keyset paging). For `Sort::Newest` both parts are negated, so that every list is ascending.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct After {
    /// What is sorted by.
    pub by: i64,
    /// Breaks ties.
    pub id: ConversationId,
}

/// As it stands in a URL: `1732267800000000.17`.
impl fmt::Display for After {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.by, self.id)
    }
}

impl FromStr for After {
    type Err = UnknownWord;
    fn from_str(word: &str) -> Result<Self, Self::Err> {
        word.split_once('.')
            .and_then(|(by, id)| Some(Self { by: by.parse().ok()?, id: id.parse().ok()? }))
            .ok_or_else(|| UnknownWord { word: word.to_owned(), known: &["a place such as 17.4"] })
    }
}

/// Which statuses a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatusFilter {
    /// All of them.
    Any,
    /// Just one.
    Only(StatusKind),
}

/// Whose conversations a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AssigneeFilter {
    /// Nobody's.
    Nobody,
    /// Somebody's.
    Agent(UserId),
}

/// Which conversations, in which order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListQuery {
    /// The place of the navigation.
    pub view: View,
    /// By status.
    pub status: StatusFilter,
    /// By inbox, within the view.
    pub inbox: Option<InboxId>,
    /// By group, within the view.
    pub group: Option<GroupId>,
    /// By assignee, within the view.
    pub assignee: Option<AssigneeFilter>,
    /// By label.
    pub label: Option<LabelId>,
    /// The order.
    pub sort: Sort,
}

impl Default for ListQuery {
    fn default() -> Self {
        Self {
            view: View::Mine,
            status: StatusFilter::Only(StatusKind::Open),
            inbox: None,
            group: None,
            assignee: None,
            label: None,
            sort: Sort::Newest,
        }
    }
}

impl ListQuery {
    /// Whether a conversation belongs into the list.
    #[must_use]
    pub fn holds(&self, me: UserId, row: &Summary) -> bool {
        let place = row.placement();
        self.view.holds(me, &place)
            && match self.status {
                StatusFilter::Any => true,
                StatusFilter::Only(status) => place.status == status,
            }
            && self.inbox.is_none_or(|inbox| place.inbox == inbox)
            && self.group.is_none_or(|group| place.group == Some(group))
            && match self.assignee {
                None => true,
                Some(AssigneeFilter::Nobody) => place.assignee.is_none(),
                Some(AssigneeFilter::Agent(agent)) => place.assignee == Some(agent),
            }
            && self.label.is_none_or(|label| row.labels.contains(&label))
    }

    /// From the path's view and the URL's query pairs. What makes no sense is left out, so that an old link still opens.
    pub fn read<'a>(view: &str, pairs: impl Fn(&str) -> Option<&'a str>) -> Self {
        let plain = Self::default();
        Self {
            view: view.parse().unwrap_or_default(),
            status: match pairs("status") {
                Some("all") => StatusFilter::Any,
                Some(word) => word.parse().map_or(plain.status, StatusFilter::Only),
                None => plain.status,
            },
            inbox: pairs("inbox").and_then(|id| id.parse().ok()),
            group: pairs("group").and_then(|id| id.parse().ok()),
            assignee: match pairs("assignee") {
                Some("nobody") => Some(AssigneeFilter::Nobody),
                Some(id) => id.parse().ok().map(AssigneeFilter::Agent),
                None => None,
            },
            label: pairs("label").and_then(|id| id.parse().ok()),
            sort: pairs("sort").and_then(|word| word.parse().ok()).unwrap_or(plain.sort),
        }
    }

    /// The URL's query, with its `?`, or nothing when all is as by default.
    #[must_use]
    pub fn url_query(&self) -> String {
        let plain = Self::default();
        let mut pairs = Vec::new();
        if self.status != plain.status {
            pairs.push(match self.status {
                StatusFilter::Any => "status=all".to_owned(),
                StatusFilter::Only(status) => format!("status={status}"),
            });
        }
        pairs.extend(self.inbox.map(|id| format!("inbox={id}")));
        pairs.extend(self.group.map(|id| format!("group={id}")));
        pairs.extend(self.assignee.map(|assignee| match assignee {
            AssigneeFilter::Nobody => "assignee=nobody".to_owned(),
            AssigneeFilter::Agent(id) => format!("assignee={id}"),
        }));
        pairs.extend(self.label.map(|id| format!("label={id}")));
        if self.sort != plain.sort {
            pairs.push(format!("sort={}", self.sort));
        }
        if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
    }

    /// The address of the list, or of a conversation opened from it.
    #[must_use]
    pub fn url(&self, conversation: Option<ConversationId>) -> String {
        let conversation = conversation.map(|id| format!("/{id}")).unwrap_or_default();
        format!("/inbox/{}{conversation}{}", self.view, self.url_query())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_survives_its_url() {
        for query in [
            ListQuery::default(),
            ListQuery {
                view: View::Group(GroupId(3)),
                status: StatusFilter::Any,
                inbox: Some(InboxId(2)),
                group: Some(GroupId(3)),
                assignee: Some(AssigneeFilter::Nobody),
                label: Some(LabelId(7)),
                sort: Sort::Waiting,
            },
            ListQuery { assignee: Some(AssigneeFilter::Agent(UserId(4))), ..ListQuery::default() },
        ] {
            let url = query.url(Some(ConversationId(9)));
            let (path, pairs) = url.split_once('?').unwrap_or((&url, ""));
            let view = path.split('/').nth(2).unwrap();
            let find = |name: &str| pairs.split('&').filter_map(|pair| pair.split_once('=')).find(|(n, _)| *n == name);
            assert_eq!(ListQuery::read(view, |name| find(name).map(|(_, value)| value)), query, "{url}");
        }
    }

    #[test]
    fn nonsense_in_a_url_is_left_out() {
        let read = ListQuery::read("'; drop table", |_| Some("💥"));
        assert_eq!(read, ListQuery::default());
    }
}
