export { emailAddressOf } from "../domain/email-address";
