-- The house. Every table begins its key with its tenant: books_id, organisation_id, user_id, or
-- tenant_id where a row may belong to any of them. The few directories that must be found without
-- knowing a tenant begin with a secret's hash, an address or an instant. After each table stands whose
-- its rows are, which row level security holds (ARCHITECTURE.md, "The second wall").

-- A tenant and the right edge of its audit tree. Taking this row orders a tenant's commands.
create table tenant (
  tenant_id {id} not null primary key,
  kind text not null,
  size {i64} not null,
  frontier {bytes} not null,
  revision {i64} not null,
  created_at {i64} not null
) {worowid};
--wall:tenant tenant tenant_id

create table setting (
  name text not null primary key,
  value text not null
) {worowid};
--wall:setting open

create table audit_leaf (
  tenant_id {id} not null,
  seq {i64} not null,
  line {bytes} not null,
  primary key (tenant_id, seq)
) {worowid};
--wall:audit_leaf tenant tenant_id kept

create table audit_node (
  tenant_id {id} not null,
  level {i64} not null,
  idx {i64} not null,
  hash {bytes} not null,
  primary key (tenant_id, level, idx)
) {worowid};
--wall:audit_node tenant tenant_id kept

-- Personal text behind the commitments of a leaf; may be erased without breaking the tree.
create table audit_text (
  tenant_id {id} not null,
  seq {i64} not null,
  name text not null,
  salt {bytes} not null,
  body text not null,
  primary key (tenant_id, seq, name)
) {worowid};
--wall:audit_text tenant tenant_id

-- The signer's memory: it never signs anything behind this.
create table audit_signed (
  tenant_id {id} not null primary key,
  size {i64} not null,
  root {bytes} not null
) {worowid};
--wall:audit_signed tenant tenant_id

-- Delegated acts in books that are still to be copied into the firm's tree, in order.
create table audit_copy (
  organisation_id {id} not null,
  books_id {id} not null,
  seq {i64} not null,
  queued_at {i64} not null,
  primary key (organisation_id, books_id, seq)
) {worowid};
--wall:audit_copy tenant organisation_id

create table idempotency (
  tenant_id {id} not null,
  user_id {id} not null,
  command text not null,
  key text not null,
  request_hash {bytes} not null,
  output text not null,
  created_at {i64} not null,
  primary key (tenant_id, user_id, command, key)
) {worowid};
--wall:idempotency tenant tenant_id
create index idempotency_age on idempotency (created_at);

create table outbox (
  tenant_id {id} not null,
  letter_id {id} not null,
  template text not null,
  address text not null,
  params text not null,
  state text not null,
  due_at {i64} not null,
  attempts {i64} not null,
  lease_until {i64} not null,
  failure text,
  created_at {i64} not null,
  sent_at {i64},
  primary key (tenant_id, letter_id)
) {worowid};
--wall:outbox tenant tenant_id
create index outbox_due on outbox (state, due_at);

create table change (
  change_id {id} not null primary key,
  tenant_id {id} not null,
  topic text not null,
  created_at {i64} not null
) {worowid};
--wall:change tenant tenant_id
create index change_age on change (created_at);

-- Secrets in mailed links, by their hash.
create table link (
  secret_hash {bytes} not null primary key,
  purpose text not null,
  tenant_id {id} not null,
  subject {id} not null,
  generation {i64} not null,
  expires_at {i64} not null,
  used_at {i64}
) {worowid};
--wall:link tenant tenant_id
create index link_subject on link (subject, purpose);

-- How many mails a stranger's address received on a day, from anyone.
create table mail_count (
  email_key text not null,
  day text not null,
  sent {i64} not null,
  primary key (email_key, day)
) {worowid};
--wall:mail_count open

create table person (
  user_id {id} not null primary key,
  email text not null,
  email_key text not null,
  name text not null,
  password_hash text not null,
  confirmed_at {i64},
  confirm_generation {i64} not null,
  reset_generation {i64} not null,
  created_at {i64} not null,
  disabled_at {i64}
) {worowid};
--wall:person tenant user_id

-- Whose a sign-in address is.
create table address (
  email_key text not null primary key,
  user_id {id} not null
) {worowid};
--wall:address tenant user_id

create table session (
  token_hash {bytes} not null primary key,
  user_id {id} not null,
  session_id {id} not null,
  created_at {i64} not null,
  seen_at {i64} not null,
  proved_at {i64} not null,
  agent text not null,
  address text not null,
  ended_at {i64}
) {worowid};
--wall:session tenant user_id
create unique index session_by_user on session (user_id, session_id);

create table api_token (
  token_hash {bytes} not null primary key,
  user_id {id} not null,
  token_id {id} not null,
  name text not null,
  tail text not null,
  created_at {i64} not null,
  expires_at {i64} not null,
  used_at {i64},
  ended_at {i64}
) {worowid};
--wall:api_token tenant user_id
create unique index api_token_by_user on api_token (user_id, token_id);

-- Where a person belongs: firms and books, for the chooser and for live updates.
create table membership (
  user_id {id} not null,
  tenant_id {id} not null,
  kind text not null,
  name text not null,
  role text not null,
  joined_at {i64} not null,
  ended_at {i64},
  primary key (user_id, tenant_id)
) {worowid};
--wall:membership tenant user_id

create table organisation (
  organisation_id {id} not null primary key,
  name text not null,
  name_folded text not null,
  country text not null,
  created_at {i64} not null
) {worowid};
--wall:organisation tenant organisation_id

create table branch (
  organisation_id {id} not null,
  branch_id {id} not null,
  name text not null,
  name_folded text not null,
  email text not null,
  email_key text not null,
  email_confirmed_at {i64},
  pending_email text,
  pending_email_key text,
  email_generation {i64} not null,
  email_asked_name text not null,
  email_sent_at {i64} not null,
  country text not null,
  currency text not null,
  created_at {i64} not null,
  primary key (organisation_id, branch_id)
) {worowid};
--wall:branch tenant organisation_id

-- Whose a confirmed branch address is; invitations are routed by it.
create table branch_address (
  email_key text not null primary key,
  organisation_id {id} not null,
  branch_id {id} not null
) {worowid};
--wall:branch_address tenant organisation_id

create table member (
  organisation_id {id} not null,
  user_id {id} not null,
  name text not null,
  email text not null,
  parent_role text,
  joined_at {i64} not null,
  removed_at {i64},
  primary key (organisation_id, user_id)
) {worowid};
--wall:member tenant organisation_id person user_id

create table branch_member (
  organisation_id {id} not null,
  branch_id {id} not null,
  user_id {id} not null,
  role text not null,
  joined_at {i64} not null,
  primary key (organisation_id, branch_id, user_id)
) {worowid};
--wall:branch_member tenant organisation_id person user_id

create table team_invitation (
  organisation_id {id} not null,
  team_invitation_id {id} not null,
  email text not null,
  email_key text not null,
  name text not null,
  role text not null,
  branches text not null,
  state text not null,
  generation {i64} not null,
  invited_by {id} not null,
  inviter_name text not null,
  sent_at {i64} not null,
  expires_at {i64} not null,
  answered_at {i64},
  primary key (organisation_id, team_invitation_id)
) {worowid};
--wall:team_invitation tenant organisation_id
create index team_invitation_list on team_invitation (organisation_id, state, sent_at);

create table books (
  books_id {id} not null primary key,
  name text not null,
  name_folded text not null,
  legal_name text,
  country text not null,
  currency text not null,
  fiscal_month {i64} not null,
  fiscal_day {i64} not null,
  time_zone text not null,
  lock_day text,
  last_entry_no {i64} not null,
  revision {i64} not null,
  created_at {i64} not null
) {worowid};
--wall:books tenant books_id

create table books_member (
  books_id {id} not null,
  user_id {id} not null,
  name text not null,
  email text not null,
  preset text not null,
  joined_at {i64} not null,
  removed_at {i64},
  primary key (books_id, user_id)
) {worowid};
--wall:books_member tenant books_id

create table invitation (
  books_id {id} not null,
  invitation_id {id} not null,
  addressee text not null,
  email text not null,
  email_key text not null,
  organisation_id {id},
  branch_id {id},
  person_id {id},
  invited_by {id} not null,
  owner_name text not null,
  owner_email text not null,
  message text,
  preset text not null,
  state text not null,
  generation {i64} not null,
  sent_at {i64} not null,
  expires_at {i64} not null,
  opened_at {i64},
  answered_at {i64},
  answered_by {id},
  reason text,
  answer text,
  final_at {i64},
  primary key (books_id, invitation_id)
) {worowid};
--wall:invitation tenant books_id
create index invitation_list on invitation (books_id, state, sent_at);

-- Invitations that wait at an address until its mailbox is confirmed.
create table invitation_waiting (
  email_key text not null,
  invitation_id {id} not null,
  books_id {id} not null,
  expires_at {i64} not null,
  primary key (email_key, invitation_id)
) {worowid};
--wall:invitation_waiting tenant books_id

-- What is to be done about invitations, and when: a rejection becomes final, a life ends, a reminder leaves.
create table invitation_due (
  due_at {i64} not null,
  invitation_id {id} not null,
  act text not null,
  books_id {id} not null,
  primary key (due_at, invitation_id, act)
) {worowid};
--wall:invitation_due tenant books_id

-- The firm's copy of an invitation that reached it.
create table client_invitation (
  organisation_id {id} not null,
  invitation_id {id} not null,
  branch_id {id},
  person_id {id},
  books_id {id} not null,
  company text not null,
  country text not null,
  currency text not null,
  fiscal_month {i64} not null,
  fiscal_day {i64} not null,
  owner_name text not null,
  owner_email text not null,
  message text,
  preset text not null,
  state text not null,
  sent_at {i64} not null,
  expires_at {i64} not null,
  answered_at {i64},
  answered_name text,
  reason text,
  final_at {i64},
  look {words} not null,
  primary key (organisation_id, invitation_id)
) {worowid};
--wall:client_invitation tenant organisation_id
create index client_invitation_look on client_invitation (organisation_id, state, look);
create index client_invitation_list on client_invitation (organisation_id, state, sent_at);

create table connection (
  books_id {id} not null,
  connection_id {id} not null,
  organisation_id {id} not null,
  branch_id {id} not null,
  organisation_name text not null,
  branch_name text not null,
  preset text not null,
  payer text not null,
  state text not null,
  epoch {i64} not null,
  started_at {i64} not null,
  started_by {id} not null,
  ended_at {i64},
  ended_by {id},
  ended_name text,
  ended_side text,
  reason text,
  note text,
  primary key (books_id, connection_id)
) {worowid};
--wall:connection tenant books_id
create unique index connection_live on connection (books_id, organisation_id) where state = 'active';

create table assignment (
  books_id {id} not null,
  connection_id {id} not null,
  user_id {id} not null,
  organisation_id {id} not null,
  name text not null,
  email text not null,
  kind text not null,
  preset text not null,
  ends_at {i64},
  reason text,
  given_at {i64} not null,
  given_by {id} not null,
  last_opened_at {i64},
  removed_at {i64},
  removed_name text,
  primary key (books_id, connection_id, user_id)
) {worowid};
--wall:assignment tenant books_id
create index assignment_user on assignment (books_id, user_id);

create table visit (
  books_id {id} not null,
  visit_id {id} not null,
  connection_id {id} not null,
  user_id {id} not null,
  session_id {id} not null,
  epoch {i64} not null,
  opened_at {i64} not null,
  seen_at {i64} not null,
  expires_at {i64} not null,
  came_from text not null,
  closed_at {i64},
  primary key (books_id, visit_id)
) {worowid};
--wall:visit tenant books_id person user_id
create index visit_live on visit (books_id, user_id, session_id) where closed_at is null;
create index visit_idle on visit (seen_at, visit_id) where closed_at is null;
create index visit_of_person on visit (user_id, session_id) where closed_at is null;

-- The firm's list of clients.
create table client (
  organisation_id {id} not null,
  connection_id {id} not null,
  branch_id {id} not null,
  books_id {id} not null,
  name text not null,
  name_folded {words} not null,
  owner_name text not null,
  owner_email text not null,
  country text not null,
  currency text not null,
  preset text not null,
  payer text not null,
  state text not null,
  connected_at {i64} not null,
  ended_at {i64},
  ended_side text,
  reason text,
  last_opened_at {i64},
  look {words} not null,
  primary key (organisation_id, connection_id)
) {worowid};
--wall:client tenant organisation_id
create index client_by_look on client (organisation_id, state, look);
create index client_by_name on client (organisation_id, state, name_folded, connection_id);
create index client_by_branch on client (organisation_id, branch_id, state, name_folded, connection_id);

-- Words of a client's name and owner, for search that ignores accents, case and order.
create table client_word (
  organisation_id {id} not null,
  word {words} not null,
  connection_id {id} not null,
  primary key (organisation_id, word, connection_id)
) {worowid};
--wall:client_word tenant organisation_id
create index client_word_of on client_word (organisation_id, connection_id, word);

-- Which clients a member may enter, most recently opened first.
create table client_access (
  organisation_id {id} not null,
  user_id {id} not null,
  connection_id {id} not null,
  kind text not null,
  ends_at {i64},
  last_opened_at {i64} not null,
  primary key (organisation_id, user_id, connection_id)
) {worowid};
--wall:client_access tenant organisation_id
create index client_access_recent on client_access (organisation_id, user_id, last_opened_at);
create index client_access_who on client_access (organisation_id, connection_id, user_id);

-- How many clients of a state a branch has (under the user id of zeros), and how many each member may enter.
create table client_count (
  organisation_id {id} not null,
  user_id {id} not null,
  state {words} not null,
  branch_id {id} not null,
  clients {i64} not null,
  primary key (organisation_id, user_id, state, branch_id)
) {worowid};
--wall:client_count tenant organisation_id

create table account (
  books_id {id} not null,
  account_id {id} not null,
  code text not null,
  name text not null,
  account_group text not null,
  kind text not null,
  currency text not null,
  system_role text,
  archived_at {i64},
  created_at {i64} not null,
  primary key (books_id, account_id)
) {worowid};
--wall:account tenant books_id
create unique index account_code on account (books_id, code);

-- Journal entries: immutable, numbered without gaps in commit order.
create table entry (
  books_id {id} not null,
  entry_no {i64} not null,
  transaction_id {id} not null,
  revision {i64} not null,
  kind text not null,
  day text not null,
  memo text not null,
  amount {i64} not null,
  created_at {i64} not null,
  created_by {id} not null,
  creator_name text not null,
  connection_id {id},
  primary key (books_id, entry_no)
) {worowid};
--wall:entry tenant books_id kept
create index entry_revisions on entry (books_id, transaction_id, revision, entry_no);

create table line (
  books_id {id} not null,
  entry_no {i64} not null,
  line_no {i64} not null,
  account_id {id} not null,
  debit {i64} not null,
  credit {i64} not null,
  memo text not null,
  primary key (books_id, entry_no, line_no),
  check (debit >= 0 and credit >= 0 and (debit = 0) <> (credit = 0))
) {worowid};
--wall:line tenant books_id kept

-- The latest revision of each transaction, for lists.
create table txn (
  books_id {id} not null,
  transaction_id {id} not null,
  revision {i64} not null,
  entry_no {i64} not null,
  day text not null,
  state text not null,
  primary key (books_id, transaction_id)
) {worowid};
--wall:txn tenant books_id
create index txn_list on txn (books_id, state, day, entry_no);

create table balance_month (
  books_id {id} not null,
  account_id {id} not null,
  month text not null,
  debit {i64} not null,
  credit {i64} not null,
  lines {i64} not null,
  primary key (books_id, account_id, month)
) {worowid};
--wall:balance_month tenant books_id

create table balance_day (
  books_id {id} not null,
  account_id {id} not null,
  day text not null,
  debit {i64} not null,
  credit {i64} not null,
  lines {i64} not null,
  primary key (books_id, account_id, day)
) {worowid};
--wall:balance_day tenant books_id
create index balance_day_of_month on balance_day (books_id, day, account_id, debit, credit, lines);

-- History is only ever added to.
--sqlite:create trigger audit_leaf_kept before update on audit_leaf begin select raise(abort, 'audit leaves are immutable'); end;
--sqlite:create trigger audit_leaf_stays before delete on audit_leaf begin select raise(abort, 'audit leaves are immutable'); end;
--sqlite:create trigger audit_node_kept before update on audit_node begin select raise(abort, 'audit nodes are immutable'); end;
--sqlite:create trigger audit_node_stays before delete on audit_node begin select raise(abort, 'audit nodes are immutable'); end;
--sqlite:create trigger entry_kept before update on entry begin select raise(abort, 'entries are immutable'); end;
--sqlite:create trigger entry_stays before delete on entry begin select raise(abort, 'entries are immutable'); end;
--sqlite:create trigger line_kept before update on line begin select raise(abort, 'lines are immutable'); end;
--sqlite:create trigger line_stays before delete on line begin select raise(abort, 'lines are immutable'); end;
--postgres:create function refuse_change() returns trigger language plpgsql as $$ begin raise exception '% is immutable', tg_table_name; end $$;
--postgres:create trigger audit_leaf_kept before update or delete on audit_leaf for each row execute function refuse_change();
--postgres:create trigger audit_node_kept before update or delete on audit_node for each row execute function refuse_change();
--postgres:create trigger entry_kept before update or delete on entry for each row execute function refuse_change();
--postgres:create trigger line_kept before update or delete on line for each row execute function refuse_change();
