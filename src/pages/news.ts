/** What the live badge asks for every fifteen seconds: `GET paths.news()` answers with this as JSON, `no-store`. */
export interface News {
  /** Notices not read yet. */
  readonly unread: number;
  /** Documents not opened yet. */
  readonly newDocuments: number;
  /** Changes whenever a document or a notice came: e.g. the number of the newest one. Opaque. */
  readonly mark: string;
}
