CREATE TABLE `run_marks` (
	`event_id` text NOT NULL,
	`item_id` text NOT NULL,
	`started_at` integer,
	`ended_at` integer,
	`skipped` integer NOT NULL,
	`stretched` integer NOT NULL,
	PRIMARY KEY(`event_id`, `item_id`),
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action
);
