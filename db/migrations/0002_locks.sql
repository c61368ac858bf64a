CREATE TABLE `agenda_locks` (
	`id` text PRIMARY KEY NOT NULL,
	`locked_at` integer NOT NULL,
	`locked_by` text NOT NULL
);
