//! Every way into the product, and what becomes of it for everybody.
//!
//! The columns after the address are those of `people.rs`: nobody, a visitor of the website, an agent outside of the group, an agent
//! in it, the owner, and the owner of another business. The words are those of `line.rs`; what stands behind them is sent.
//! Names in braces are made for each request by `things.rs`: `{own}` is the asker's own, everything else belongs to the first
//! business, and `{conversation}` and what is in it is in the group. Whoever adds a route or a server function adds its line here.

/// Pages, opened by their address.
pub(super) const PAGES: &str = r#"
#      address                                                       nobody    visitor   outsider  agent     owner     stranger  what is sent
# For everybody.
GET    /sign-in                                                      Allowed   Allowed   Allowed   Allowed   Allowed   Allowed
GET    /favicon.svg                                                  Allowed   Allowed   Allowed   Allowed   Allowed   Allowed
GET    /pkg/frontdesk.css                                            Allowed   Allowed   Allowed   Allowed   Allowed   Allowed
GET    /no-such-page                                                 NotFound  NotFound  NotFound  NotFound  NotFound  NotFound
# For whoever has signed in.
GET    /                                                             SignIn    SignIn    Allowed   Allowed   Allowed   Allowed
GET    /inbox                                                        SignIn    SignIn    Allowed   Allowed   Allowed   Allowed
GET    /inbox/all                                                    SignIn    SignIn    Allowed   Allowed   Allowed   Allowed
GET    /inbox/group-{team}                                           SignIn    SignIn    Allowed   Allowed   Allowed   Allowed
GET    /inbox/channel-{line}                                         SignIn    SignIn    Allowed   Allowed   Allowed   Allowed
GET    /search?q=quetzal                                             SignIn    SignIn    Allowed   Allowed   Allowed   Allowed
# For those who may see the conversation.
GET    /inbox/all/{conversation}                                     SignIn    SignIn    NotFound  Allowed   Allowed   NotFound
GET    /inbox/all/{conversation}?message={message}                   SignIn    SignIn    NotFound  Allowed   Allowed   NotFound
GET    /inbox/all/{own}                                              SignIn    SignIn    Allowed   Allowed   Allowed   Allowed
GET    /inbox/all/{own}?message={message}                            SignIn    SignIn    NotFound  NotFound  NotFound  NotFound
# For those who manage the business.
GET    /statistics?days=7                                            SignIn    SignIn    Forbidden Forbidden Allowed   Allowed
GET    /statistics/evidence?metric=new&days=7                        SignIn    SignIn    Forbidden Forbidden Allowed   Allowed
GET    /statistics/evidence?metric=new&days=7&inbox={line}&agent={colleague}  SignIn    SignIn    Forbidden Forbidden Allowed   Allowed
GET    /groups                                                       SignIn    SignIn    Forbidden Forbidden Allowed   Allowed
GET    /groups/{group}                                               SignIn    SignIn    Forbidden Forbidden Allowed   NotFound
GET    /channels                                                     SignIn    SignIn    Forbidden Forbidden Allowed   Allowed
GET    /channels/new/whatsapp                                        SignIn    SignIn    Forbidden Forbidden Allowed   Allowed
GET    /channels/dead-letters                                        SignIn    SignIn    Forbidden Forbidden Allowed   Allowed
GET    /channels/{inbox}                                             SignIn    SignIn    Forbidden Forbidden Allowed   NotFound
GET    /channels/{inbox}?test=1                                      SignIn    SignIn    Forbidden Forbidden Allowed   NotFound
# Signing in at the provider of a mailbox, which the other channels have not.
GET    /channels/{inbox}/oauth                                       SignIn    SignIn    Forbidden Forbidden NotFound  NotFound
GET    /channels/oauth?state=made-up&code=made-up                    SignIn    SignIn    Forbidden Forbidden Allowed   Allowed
"#;

/// What agents do.
pub(super) const WORK: &str = r#"
#      address                      nobody    visitor   outsider  agent     owner     stranger  what is sent
# The session. Signing in stands here, signing out at the very end.
POST   /api/fn/sign_in              Allowed   Allowed   Allowed   Allowed   Allowed   Allowed   email=olivia@demo.example&password=frontdesk-demo
POST   /api/fn/demo_sign_ins        Allowed   Allowed   Allowed   Allowed   Allowed   Allowed
POST   /api/fn/set_theme            Allowed   Allowed   Allowed   Allowed   Allowed   Allowed   theme=dark
POST   /api/fn/me                   SignIn    SignIn    Allowed   Allowed   Allowed   Allowed
POST   /api/fn/channel_alarm        SignIn    SignIn    Allowed   Allowed   Allowed   Allowed
# Lists.
POST   /api/fn/inbox_view           SignIn    SignIn    Allowed   Allowed   Allowed   Allowed   view=all
POST   /api/fn/inbox_view           SignIn    SignIn    Allowed   Allowed   Allowed   Allowed   view=group-{team}
POST   /api/fn/inbox_view           SignIn    SignIn    NotFound  Allowed   Allowed   NotFound  view=all&conversation={conversation}
POST   /api/fn/inbox_view           SignIn    SignIn    NotFound  NotFound  NotFound  NotFound  view=all&conversation={own}&message={message}
POST   /api/fn/list_page            SignIn    SignIn    Allowed   Allowed   Allowed   Allowed   view=all&after=9000000000000000.0
POST   /api/fn/list_page            SignIn    SignIn    Allowed   Allowed   Allowed   Allowed   view=channel-{line}&after=9000000000000000.0
POST   /api/fn/search               SignIn    SignIn    Allowed   Allowed   Allowed   Allowed   text=quetzal
# Conversations.
POST   /api/fn/open_conversation    SignIn    SignIn    NotFound  Allowed   Allowed   NotFound  conversation={conversation}
POST   /api/fn/open_conversation    SignIn    SignIn    NotFound  Allowed   Allowed   NotFound  conversation={conversation}&message={message}
POST   /api/fn/older_messages       SignIn    SignIn    NotFound  Allowed   Allowed   NotFound  conversation={conversation}&before={message}
POST   /api/fn/older_messages       SignIn    SignIn    NotFound  NotFound  NotFound  NotFound  conversation={own}&before={message}
POST   /api/fn/newer_messages       SignIn    SignIn    NotFound  Allowed   Allowed   NotFound  conversation={conversation}&after={message}
POST   /api/fn/newer_messages       SignIn    SignIn    NotFound  NotFound  NotFound  NotFound  conversation={own}&after={message}
POST   /api/fn/seen                 SignIn    SignIn    NotFound  Allowed   Allowed   NotFound  conversation={conversation}
POST   /api/fn/save_draft           SignIn    SignIn    NotFound  Allowed   Allowed   NotFound  conversation={conversation}&text=Hi&audience=customer
POST   /api/fn/send                 SignIn    SignIn    NotFound  Allowed   Allowed   NotFound  conversation={conversation}&client_id={uuid}&audience=customer&text=Hi
POST   /api/fn/send                 SignIn    SignIn    NotFound  Allowed   Allowed   NotFound  conversation={conversation}&client_id={uuid}&audience=team&text=Hi&attachments={upload}
POST   /api/fn/send                 SignIn    SignIn    Invalid   Invalid   Invalid   Invalid   conversation={own}&client_id={uuid}&audience=customer&text=Hi&attachments={upload}
POST   /api/fn/send                 SignIn    SignIn    NotFound  NotFound  NotFound  NotFound  conversation={own}&client_id={uuid}&audience=customer&text=Hi&reply_to={message}
POST   /api/fn/templates            SignIn    SignIn    NotFound  Allowed   Allowed   NotFound  conversation={conversation}
POST   /api/fn/send_template        SignIn    SignIn    NotFound  Allowed   Allowed   NotFound  conversation={conversation}&client_id={uuid}&name=hello&language=en
POST   /api/fn/act                  SignIn    SignIn    NotFound  Allowed   Allowed   NotFound  conversations={conversation}&action=resolve
POST   /api/fn/act                  SignIn    SignIn    NotFound  Allowed   Allowed   NotFound  conversations={own},{conversation}&action=mark_unread
POST   /api/fn/act                  SignIn    SignIn    Allowed   Allowed   Allowed   NotFound  conversations={own}&action=assign&value={colleague}
POST   /api/fn/act                  SignIn    SignIn    Allowed   Allowed   Allowed   NotFound  conversations={own}&action=group&value={group}
POST   /api/fn/act                  SignIn    SignIn    Allowed   Allowed   Allowed   NotFound  conversations={own}&action=add_label&value={label}
POST   /api/fn/undo                 SignIn    SignIn    NotFound  Allowed   Allowed   NotFound  {"steps":[[{conversation},{"do":"resolve"}]]}
POST   /api/fn/undo                 SignIn    SignIn    Allowed   Allowed   Allowed   NotFound  {"steps":[[{own},{"do":"assign","to":{colleague}}]]}
# Messages.
POST   /api/fn/message_journey      SignIn    SignIn    NotFound  Allowed   Allowed   NotFound  message={message}
POST   /api/fn/react                SignIn    SignIn    NotFound  Allowed   Allowed   NotFound  message={message}&emoji=%F0%9F%91%8D
POST   /api/fn/send_again           SignIn    SignIn    NotFound  Allowed   Allowed   NotFound  message={stuck}
# Customers, labels, canned replies.
POST   /api/fn/contact_profile      SignIn    SignIn    NotFound  Allowed   Allowed   NotFound  contact={contact}
POST   /api/fn/edit_contact         SignIn    SignIn    NotFound  Allowed   Allowed   NotFound  contact={contact}&name={word}
POST   /api/fn/create_label         SignIn    SignIn    Allowed   Allowed   Allowed   Allowed   name={word}&color=gray
POST   /api/fn/create_label         SignIn    SignIn    NotFound  Allowed   Allowed   NotFound  name={word}&color=gray&conversation={conversation}
POST   /api/fn/save_canned_reply    SignIn    SignIn    Allowed   Allowed   Allowed   Allowed   shortcut={word}&text=Hi
POST   /api/fn/save_canned_reply    SignIn    SignIn    Allowed   Allowed   Allowed   NotFound  id={reply}&shortcut={word}&text=Hi
POST   /api/fn/delete_canned_reply  SignIn    SignIn    Allowed   Allowed   Allowed   NotFound  id={reply}
"#;

/// What those do who manage a business.
pub(super) const MANAGEMENT: &str = r#"
#      address                                                       nobody    visitor   outsider  agent     owner     stranger  what is sent
# Groups.
POST   /api/fn/groups                                                SignIn    SignIn    Forbidden Forbidden Allowed   Allowed
POST   /api/fn/create_group                                          SignIn    SignIn    Forbidden Forbidden Allowed   Allowed   name={word}
POST   /api/fn/rename_group                                          SignIn    SignIn    Forbidden Forbidden Allowed   NotFound  group={group}&name={word}
POST   /api/fn/set_members                                           SignIn    SignIn    Forbidden Forbidden Allowed   NotFound  group={group}&members[0]={colleague}
POST   /api/fn/set_members                                           SignIn    SignIn    Forbidden Forbidden Allowed   NotFound  group={own_group}&members[0]={colleague}
POST   /api/fn/delete_group                                          SignIn    SignIn    Forbidden Forbidden Allowed   NotFound  group={group}&heir=everyone
POST   /api/fn/delete_group                                          SignIn    SignIn    Forbidden Forbidden Allowed   NotFound  group={own_group}&heir={group}
# Statistics.
POST   /api/fn/statistics                                            SignIn    SignIn    Forbidden Forbidden Allowed   Allowed   days[days]=7&days[first]=&days[last]=&days[zone]=
POST   /api/fn/evidence                                              SignIn    SignIn    Forbidden Forbidden Allowed   Allowed   days[days]=7&days[first]=&days[last]=&days[zone]=&metric=new
POST   /api/fn/evidence                                              SignIn    SignIn    Forbidden Forbidden Allowed   Allowed   days[days]=7&days[first]=&days[last]=&days[zone]=&metric=new&inbox={line}&agent={colleague}
GET    /statistics.csv?first=2026-11-16&last=2026-11-22&zone=Europe/Berlin  SignIn    SignIn    Forbidden Forbidden Allowed   Allowed
# Channels.
POST   /api/fn/channels                                              SignIn    SignIn    Forbidden Forbidden Allowed   Allowed
POST   /api/fn/channel_setup                                         SignIn    SignIn    Forbidden Forbidden Allowed   Allowed
POST   /api/fn/channel                                               SignIn    SignIn    Forbidden Forbidden Allowed   NotFound  inbox={inbox}
POST   /api/fn/add_channel                                           SignIn    SignIn    Forbidden Forbidden Allowed   Allowed   channel=telegram&name={word}&values[access_token]=1:a
POST   /api/fn/edit_channel                                          SignIn    SignIn    Forbidden Forbidden Allowed   NotFound  inbox={inbox}&name={word}&values[account]={word}&values[business]=2
POST   /api/fn/switch_channel                                        SignIn    SignIn    Forbidden Forbidden Allowed   NotFound  inbox={inbox}&paused=true
POST   /api/fn/remove_channel                                        SignIn    SignIn    Forbidden Forbidden Allowed   NotFound  inbox={inbox}
POST   /api/fn/test_channel                                          SignIn    SignIn    Forbidden Forbidden Allowed   NotFound  inbox={inbox}
POST   /api/fn/connect_channel                                       SignIn    SignIn    Forbidden Forbidden Allowed   NotFound  inbox={inbox}
GET    /channels/{mailbox}/oauth                                     SignIn    SignIn    Forbidden Forbidden Allowed   NotFound
GET    /channels/{inbox}/oauth                                       SignIn    SignIn    Forbidden Forbidden NotFound  NotFound
GET    /channels/oauth?state={state}&code=1                          SignIn    SignIn    Forbidden Forbidden Allowed   Allowed
POST   /api/fn/settle_notice                                         SignIn    SignIn    Forbidden Forbidden Allowed   NotFound  notice={notice}
POST   /api/fn/dead_letters                                          SignIn    SignIn    Forbidden Forbidden Allowed   Allowed
POST   /api/fn/replay_dead_letter                                    SignIn    SignIn    Forbidden Forbidden Allowed   NotFound  letter={letter}
"#;

/// Files, live connections, the chat of a website, programs, providers and operators.
pub(super) const DOORS: &str = r#"
#      address                                                       nobody    visitor   outsider  agent     owner     stranger  what is sent
# Files.
POST   /files?conversation={conversation}&name=a.txt                 SignIn    SignIn    NotFound  Allowed   Allowed   NotFound  Hello
GET    /files/{file}                                                 SignIn    SignIn    NotFound  Allowed   Allowed   NotFound
GET    /files/{pdf}/pages/1                                          SignIn    SignIn    NotFound  Allowed   Allowed   NotFound
GET    /files/{file}/pages/1                                         SignIn    SignIn    NotFound  NotFound  NotFound  NotFound
GET    /files/{mail}/formatted                                       SignIn    SignIn    NotFound  Allowed   Allowed   NotFound
GET    /files/{file}/formatted                                       SignIn    SignIn    NotFound  NotFound  NotFound  NotFound
# Live connections.
SOCKET /live?after=0                                                 SignIn    SignIn    Allowed   Allowed   Allowed   Allowed
GET    /live/events?after=0                                          SignIn    SignIn    Allowed   Allowed   Allowed   Allowed
POST   /live/signal?connection={uuid}                                SignIn    SignIn    NotFound  Allowed   Allowed   NotFound  {"frame":"viewing","conversation":{conversation}}
POST   /live/signal?connection={uuid}                                SignIn    SignIn    NotFound  Allowed   Allowed   NotFound  {"frame":"typing","conversation":{conversation},"on":true}
# The chat of a website. Its page is for everybody, what was said in it for the visitor alone. Whoever was told a file's key may open it.
GET    /widget.js                                                    Allowed   Allowed   Allowed   Allowed   Allowed   Allowed
GET    /chat.js                                                      Allowed   Allowed   Allowed   Allowed   Allowed   Allowed
GET    /chat.css                                                     Allowed   Allowed   Allowed   Allowed   Allowed   Allowed
GET    /chat/{site}                                                  Allowed   Allowed   Allowed   Allowed   Allowed   Allowed
GET    /chat/{site}/messages                                         SignIn    Allowed   SignIn    SignIn    SignIn    SignIn
POST   /chat/{site}/messages                                         SignIn    Allowed   SignIn    SignIn    SignIn    SignIn    {"client_id":"{uuid}","text":"Hello"}
POST   /chat/{site}/signals                                          SignIn    Allowed   SignIn    SignIn    SignIn    SignIn    {"frame":"typing","on":true}
POST   /chat/{site}/files?name=a.txt                                 SignIn    Allowed   SignIn    SignIn    SignIn    SignIn    Hello
GET    /chat/{site}/files/{chat_file}                                Allowed   Allowed   Allowed   Allowed   Allowed   Allowed
SOCKET /chat/{site}/live?after=0                                     SignIn    Allowed   SignIn    SignIn    SignIn    SignIn
GET    /chat/{site}/events?after=0                                   SignIn    Allowed   SignIn    SignIn    SignIn    SignIn
GET    /demo                                                         Allowed   Allowed   Allowed   Allowed   Allowed   Allowed
GET    /shop.css                                                     Allowed   Allowed   Allowed   Allowed   Allowed   Allowed
# Programs, with their own token.
POST   /api/v1/sessions                                              SignIn    SignIn    SignIn    SignIn    Allowed   Allowed   {}
GET    /api/v1/sessions/{session}                                    SignIn    SignIn    SignIn    SignIn    Allowed   NotFound
POST   /api/v1/sessions/{session}/messages                           SignIn    SignIn    SignIn    SignIn    Allowed   NotFound  {"author_type":"customer","content":"Hi"}
GET    /api/openapi.json                                             Allowed   Allowed   Allowed   Allowed   Allowed   Allowed
GET    /docs                                                         Allowed   Allowed   Allowed   Allowed   Allowed   Allowed
GET    /docs/                                                        Allowed   Allowed   Allowed   Allowed   Allowed   Allowed
GET    /docs/swagger-ui.css                                          Allowed   Allowed   Allowed   Allowed   Allowed   Allowed
# Providers, with their own signature, which no person has. A file is lent to whoever was given the address.
GET    /hooks/whatsapp?hub.mode=subscribe&hub.verify_token=guess&hub.challenge=1  Forbidden Forbidden Forbidden Forbidden Forbidden Forbidden
POST   /hooks/whatsapp                                               SignIn    SignIn    SignIn    SignIn    SignIn    SignIn    {call}
GET    /hooks/whatsapp/{hook}?hub.mode=subscribe&hub.verify_token=guess&hub.challenge=1  Forbidden Forbidden Forbidden Forbidden Forbidden Forbidden
POST   /hooks/whatsapp/{hook}                                        SignIn    SignIn    SignIn    SignIn    SignIn    SignIn    {call}
GET    /lent/{lent}                                                  Allowed   Allowed   Allowed   Allowed   Allowed   Allowed
# Operators.
GET    /health                                                       Allowed   Allowed   Allowed   Allowed   Allowed   Allowed
GET    /ready                                                        Allowed   Allowed   Allowed   Allowed   Allowed   Allowed
# Last, because it ends the sessions of all.
POST   /api/fn/sign_out                                              Allowed   Allowed   Allowed   Allowed   Allowed   Allowed
"#;
